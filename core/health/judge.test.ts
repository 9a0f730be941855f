import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import type { EndpointProbe, Probe } from './probe.ts';
import type { EndpointAnswer, Seen } from './seen.ts';

const NOW = Date.UTC(2026, 10, 22);
const DAY_MS = 86_400_000;
const ENDPOINT: EndpointProbe = {
  kind: 'endpoint',
  id: 'endpoint:https://shop.example/health',
  url: 'https://shop.example/health',
  expectStatus: 200,
  timeoutMs: 3000,
  allowed: [],
};
const GROUP: Probe = { kind: 'target-group', id: 'target-group:g', arn: 'g' };
const ECS: Probe = { kind: 'ecs-service', id: 'ecs-service:s', cluster: 'c', service: 's' };
const FUNCTION: Probe = { kind: 'function', id: 'function:f', functionName: 'f', alias: 'live' };
const ALARM: Probe = { kind: 'alarm', id: 'alarm:a', name: 'a' };

const said = (probe: Probe, seen: Seen | undefined) =>
  judge(probe, seen, NOW).map(({ standing, words }) => [standing, words]);
const answer = (more: Partial<EndpointAnswer> = {}): EndpointAnswer => ({
  what: 'endpoint-answered',
  status: 200,
  bodyCut: false,
  times: { totalMs: 12.4 },
  ...more,
});
const counts = (invocations: number, errors: number, throttles = 0): Seen => ({
  what: 'function',
  invocations,
  errors,
  throttles,
});
const ecs = (desired: number, running: number, more = {}): Seen => ({
  what: 'ecs',
  status: 'ACTIVE',
  desired,
  running,
  failed: false,
  ...more,
});

describe('every probe', () => {
  it.each([ENDPOINT, GROUP, ECS, FUNCTION, ALARM])('$kind that was not seen is UNSEEN', (probe) => {
    expect(said(probe, undefined)).toEqual([['UNSEEN', 'It was not reached in time.']]);
    expect(said(probe, { what: 'unread', words: 'Throttled.' })).toEqual([['UNSEEN', 'Throttled.']]);
  });
});

describe('an endpoint', () => {
  const expecting = { ...ENDPOINT, expectBody: 'ok' };
  it.each([
    [ENDPOINT, answer(), 'GOOD', 'It answered 200 in 12 ms.'],
    [ENDPOINT, answer({ times: {} }), 'GOOD', 'It answered 200.'],
    [ENDPOINT, answer({ status: 503 }), 'BAD', 'It answered 503, not 200.'],
    [ENDPOINT, answer({ status: 301 }), 'BAD', 'It answered 301, not 200; redirects are not followed.'],
    [{ ...ENDPOINT, expectStatus: 301 }, answer({ status: 301 }), 'GOOD', 'It answered 301 in 12 ms.'],
    [expecting, answer({ hasText: true }), 'GOOD', 'It answered 200 in 12 ms.'],
    [expecting, answer({ hasText: false }), 'BAD', 'It answered 200 without the expected text.'],
    [
      expecting,
      answer({ hasText: false, bodyCut: true }),
      'BAD',
      'It answered 200 without the expected text in the first 64 KiB.',
    ],
    [ENDPOINT, { what: 'endpoint-failed', words: 'No answer.' }, 'BAD', 'No answer.'],
  ] as const)('%#', (probe, seen, standing, words) => {
    expect(said(probe, seen)).toEqual([[standing, words]]);
  });

  it.each([
    [60, 'GOOD'],
    [14, 'GOOD'],
    [13.9, 'WARNING'],
    [3, 'WARNING'],
    [2.9, 'BAD'],
    [-1, 'BAD'],
  ])('whose certificate lasts %d days more is told of it: %s', (days, standing) => {
    const [own, certificate] = judge(ENDPOINT, answer({ certificateExpires: NOW + days * DAY_MS }), NOW);
    expect(own?.standing).toBe('GOOD');
    expect(certificate).toMatchObject({ probe: 'certificate:shop.example', kind: 'certificate', standing });
    expect(certificate?.expiresAt).toBe(new Date(NOW + days * DAY_MS).toISOString());
  });
});

describe('a target group', () => {
  it.each([
    [[], 'BAD', 1],
    [['draining'], 'BAD', 1],
    [['healthy', 'healthy'], 'GOOD', 0],
    [['healthy', 'draining'], 'GOOD', 0],
    [['healthy', 'healthy', 'unhealthy'], 'WARNING', 1 / 3],
    [['healthy', 'unhealthy'], 'BAD', 0.5],
    [['unhealthy'], 'BAD', 1],
    [['initial', 'unused', 'unavailable'], 'BAD', 1],
  ])('with targets %j is %s', (states, standing, severity) => {
    expect(judge(GROUP, { what: 'targets', states }, NOW)).toMatchObject([{ standing, severity }]);
  });
});

describe('an ECS service', () => {
  it.each([
    [ecs(2, 2), 'GOOD'],
    [ecs(2, 3), 'GOOD'],
    [ecs(4, 3), 'WARNING'],
    [ecs(2, 1), 'BAD'],
    [ecs(2, 0), 'BAD'],
    [ecs(0, 0), 'BAD'],
    [ecs(2, 2, { failed: true }), 'WARNING'],
    [ecs(2, 2, { status: 'DRAINING' }), 'BAD'],
    [ecs(0, 0, { status: 'MISSING' }), 'BAD'],
  ])('%# is %s', (seen, standing) => {
    expect(judge(ECS, seen, NOW)).toMatchObject([{ standing }]);
  });
});

describe('a function', () => {
  it.each([
    [counts(0, 0), 'IDLE', 0],
    [counts(1000, 9), 'GOOD', 0],
    [counts(1000, 10), 'WARNING', 0.25],
    [counts(1000, 50), 'BAD', 0.5],
    [counts(1000, 200), 'BAD', 1],
    [counts(0, 0, 5), 'BAD', 1],
    [counts(900, 0, 100), 'BAD', 0.5],
    // Two failures of two calls are two failures.
    [counts(2, 2), 'WARNING', 0.25],
    [counts(3, 3), 'BAD', 1],
    [counts(10, 5_000), 'BAD', 1],
    [counts(10, -5), 'GOOD', 0],
  ])('%# is %s', (seen, standing, severity) => {
    expect(judge(FUNCTION, seen, NOW)).toMatchObject([{ standing, severity }]);
  });
});

describe('an alarm', () => {
  it.each([
    ['OK', 'GOOD'],
    ['ALARM', 'BAD'],
    ['INSUFFICIENT_DATA', 'IDLE'],
    [undefined, 'UNSEEN'],
  ])('that is %s is %s', (state, standing) => {
    expect(judge(ALARM, { what: 'alarm', ...(state && { state }) }, NOW)).toMatchObject([{ standing }]);
  });
});
