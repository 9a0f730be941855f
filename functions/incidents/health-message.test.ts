import { describe, expect, it } from 'vitest';
import { type HealthNews, healthMessages, isHealthMessage, readHealthMessage } from './health-message.ts';

const NOW = Date.UTC(2026, 0, 1);
const AT = new Date(NOW).toISOString();
const NEWS: HealthNews = {
  watched: 'production/shop/endpoint:https://shop.example/',
  state: 'FIRING',
  at: AT,
  breachedAt: new Date(NOW - 180_000).toISOString(),
  title: 'shop: endpoint:https://shop.example/ is failing',
  reason: 'It answered 503, not 200.',
  environment: 'production',
  service: 'shop',
  resource: 'endpoint:https://shop.example/',
  severity: 'high',
};
const read = (...signals: unknown[]) => readHealthMessage({ type: 'operate.health', signals }, NOW);

describe('what probes found', () => {
  it('comes out of the queue as it was told, fifty at a time', () => {
    const bodies = healthMessages(Array.from({ length: 60 }, () => NEWS)).map((body) => JSON.parse(body));
    expect(bodies.map(({ signals }) => signals.length)).toEqual([50, 10]);
    expect(bodies.every(isHealthMessage)).toBe(true);
    const [first] = readHealthMessage(bodies[0], NOW);
    const { watched, ...rest } = NEWS;
    expect(first).toEqual({
      kind: 'signal',
      signal: { ...rest, key: `probe:${watched}`, source: 'probe', tags: {} },
    });
    expect(healthMessages([])).toEqual([]);
  });

  it('keeps apart what is too long for a key', () => {
    const long = (end: string) => read({ ...NEWS, watched: `${'x'.repeat(900)}${end}` })[0];
    const keyOf = (one: ReturnType<typeof long>) => (one?.kind === 'signal' ? one.signal.key : '');
    expect(keyOf(long('a')).length).toBeLessThanOrEqual(255);
    expect(keyOf(long('a'))).not.toBe(keyOf(long('b')));
  });

  it.each([
    ['no object', 'FIRING', 'signals'],
    ['without what is watched', { ...NEWS, watched: undefined }, 'watched'],
    ['of another state', { ...NEWS, state: 'BAD' }, 'state'],
    ['of tomorrow', { ...NEWS, at: '2026-01-02T00:00:00.000Z' }, 'at'],
    ['with a field of its own', { ...NEWS, key: 'cloudwatch:x', source: 'cloudwatch' }, 'source'],
  ])('is refused where it is %s', (_what, signal, field) => {
    const [reading] = read(signal);
    expect(reading).toMatchObject({ kind: 'refused', violations: [{ field }] });
  });

  it('is refused without anything in it', () => {
    expect(read()).toMatchObject([{ kind: 'refused' }]);
    expect(readHealthMessage({ type: 'operate.health' }, NOW)).toMatchObject([{ kind: 'refused' }]);
  });
});
