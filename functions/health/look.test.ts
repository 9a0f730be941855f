import { describe, expect, it } from 'vitest';
import type { EndpointProbe, Probe } from '../../core/health/probe.ts';
import type { Clients } from '../clients.ts';
import { systemClock } from '../clock.ts';
import type { Context } from '../context.ts';
import type { HttpClient } from '../http-client.ts';
import { look } from './look.ts';

const endpoint = (name: string): EndpointProbe => ({
  kind: 'endpoint',
  id: name,
  url: `http://${name}/`,
  expectStatus: 200,
  timeoutMs: 60_000,
  allowed: [],
});
const GROUP: Probe = { kind: 'target-group', id: 'group', arn: 'group' };
const SERVICE: Probe = { kind: 'ecs-service', id: 'service', cluster: 'c', service: 's' };

/** Endpoints named `hanging...` answer only when they are given up. */
const http: HttpClient = ({ url, signal }) => {
  if (!url.includes('hanging')) return Promise.resolve({ status: 200, headers: {}, body: '' });
  const { promise, reject } = Promise.withResolvers<never>();
  signal?.addEventListener('abort', () => reject(signal.reason));
  return promise;
};
const clients = (send: () => Promise<unknown>) => (() => ({ send })) as unknown as Clients;
const NEVER = () => new Promise<never>(() => {});

function lookAt(probes: readonly Probe[], send: () => Promise<unknown>, withinMs = 100) {
  const context = { http, clients: clients(send), clock: systemClock } as Context;
  return look(context, probes, AbortSignal.timeout(withinMs));
}

describe('a look at everything', () => {
  it('ends at its deadline, with what was found until then', async () => {
    const hanging = Array.from({ length: 60 }, (_, index) => endpoint(`hanging-${index}`));
    const well = Array.from({ length: 60 }, (_, index) => endpoint(`well-${index}`));
    const seen = await lookAt([...hanging, ...well, GROUP], NEVER);
    expect(hanging.filter((probe) => seen.has(probe))).toEqual([]);
    expect(well.filter((probe) => !seen.has(probe))).toEqual([]);
    expect(seen.has(GROUP)).toBe(false);
  });

  it('begins nothing after its deadline', async () => {
    const hanging = Array.from({ length: 100 }, (_, index) => endpoint(`hanging-${index}`));
    const last = endpoint('well');
    expect((await lookAt([...hanging, last], NEVER)).size).toBe(0);
  });

  it('is not spoiled by what cannot be read', async () => {
    const denied = () => Promise.reject(Object.assign(new Error('No.'), { name: 'AccessDeniedException' }));
    const well = endpoint('well');
    const seen = await lookAt([GROUP, SERVICE, well], denied, 5_000);
    expect(seen.get(well)).toMatchObject({ status: 200 });
    for (const probe of [GROUP, SERVICE])
      expect(seen.get(probe)).toEqual({
        what: 'unread',
        words: 'It could not be read: AccessDeniedException: No.',
      });
  });

  it('at nothing finds nothing, and asks nobody', async () => {
    expect((await lookAt([], () => Promise.reject(new Error('Asked.')))).size).toBe(0);
  });
});
