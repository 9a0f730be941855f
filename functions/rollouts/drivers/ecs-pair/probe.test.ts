import { describe, expect, it } from 'vitest';
import type { EcsPairTarget } from '../../../../core/services/service.ts';
import type { Context } from '../../../context.ts';
import { probeTestPath } from './probe.ts';

const target = {
  test: { url: 'https://test.example:8443/deep/?x=1', headers: { blue: { 'x-side': 'blue' }, green: {} } },
} as unknown as EcsPairTarget;

/** A side that answers each path with a status. */
async function proofOf(statuses: Readonly<Record<string, number>>, path?: string) {
  const asked: string[] = [];
  const http = async ({ url, headers }: { url: string; headers: Record<string, string> }) => {
    asked.push(`${url} ${headers['x-side']}`);
    return { status: statuses[new URL(url).pathname] ?? 404 };
  };
  const proof = await probeTestPath({ http } as unknown as Context, target, {
    side: 'blue',
    path,
    words: 'up',
  });
  return { ...proof, asked };
}

describe('the probes of a side', () => {
  it('ask what is registered, five times, and take all below 500', async () => {
    const { state, asked } = await proofOf({ '/deep/': 404 });
    expect([state, asked]).toEqual(['healthy', Array(5).fill('https://test.example:8443/deep/?x=1 blue')]);
  });

  it('ask the named path of the same balancer, and take all below 400', async () => {
    const { state, asked, words } = await proofOf({ '/health': 204 }, '/health');
    expect([state, asked[0]]).toEqual(['healthy', 'https://test.example:8443/health?x=1 blue']);
    expect(words).toBe('up; 5 of 5 probes of /health were answered.');
  });

  it.each([404, 500])('wait while the named path answers %d', async (status) => {
    expect(await proofOf({ '/health': status }, '/health')).toMatchObject({
      state: 'pending',
      words: `up, but /health answers status ${status}.`,
    });
  });
});
