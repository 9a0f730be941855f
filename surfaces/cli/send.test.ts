import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Outgoing } from '../client.ts';
import { sender } from './send.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

function network() {
  const calls: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    calls.push({ url, init });
    return new Response('{"a":1}', { status: 201 });
  });
  return calls;
}

const change: Outgoing = { method: 'POST', path: '/operations/x', headers: { a: 'b' }, body: '{}' };

describe('the sender', () => {
  it('names the profile in a sandbox', async () => {
    const calls = network();
    const send = sender({ kind: 'sandbox', url: 'http://localhost:1' }, 'approver');
    expect(await send(change)).toEqual({ status: 201, body: '{"a":1}' });
    expect(calls).toMatchObject([
      {
        url: 'http://localhost:1/operations/x',
        init: { method: 'POST', body: '{}', headers: { a: 'b', authorization: 'Sandbox approver' } },
      },
    ]);
  });

  it('signs for AWS with the credentials and, for a domain of your own, the region of the environment', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_REGION', 'eu-north-1');
    const calls = network();
    await sender({ kind: 'aws', url: 'https://operate.example.com' }, 'developer')(change);
    const headers = calls[0]?.init.headers as Record<string, string>;
    expect(headers['authorization']).toMatch(/Credential=AKIDEXAMPLE\/\d{8}\/eu-north-1\/execute-api\//);
  });

  it.each(['sandbox', 'aws'] as const)('shows a token or a key, and signs nothing (%s)', async (kind) => {
    const calls = network();
    const passes = { token: 'opk_1', glass: 'pass' };
    await sender({ kind, url: 'https://operate.example.com' }, 'developer', passes)(change);
    expect(calls[0]?.init.headers).toEqual({
      a: 'b',
      authorization: 'Bearer opk_1',
      'x-operate-break-glass': 'pass',
    });
  });
});
