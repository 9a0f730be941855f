import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findings } from './health.fixture.ts';
import { dependenciesOf, overall } from './overall.ts';
import { healthOf } from './score.ts';

const named = (service: string, state: 'HEALTHY' | 'DEGRADED' | 'UNHEALTHY' | 'UNKNOWN', score?: number) => ({
  service,
  state,
  ...(score !== undefined && { score }),
});

describe('all services together', () => {
  it.each([
    [[], 'UNKNOWN', undefined, 'There is nothing to probe.'],
    [[named('p/a', 'HEALTHY', 100)], 'HEALTHY', 100, 'All 1 services are healthy.'],
    [[named('p/a', 'UNKNOWN')], 'UNKNOWN', undefined, '1 of 1 services are UNKNOWN: p/a.'],
    [
      [named('p/a', 'HEALTHY', 100), named('p/b', 'UNKNOWN', 95)],
      'UNKNOWN',
      95,
      '1 of 2 services are UNKNOWN: p/b.',
    ],
    [
      [named('p/a', 'UNHEALTHY', 10), named('p/b', 'DEGRADED', 70), named('p/c', 'UNKNOWN')],
      'UNHEALTHY',
      10,
      '1 of 3 services are UNHEALTHY: p/a.',
    ],
  ] as const)('%# are as the worst of them', (services, state, score, words) => {
    expect(overall(services)).toEqual({ state, ...(score !== undefined && { score }), words });
  });

  it('are named up to ten', () => {
    const many = Array.from({ length: 12 }, (_, index) => named(`p/s${index}`, 'DEGRADED', 70));
    expect(overall(many).words).toMatch(/p\/s9 and 2 more\.$/);
  });

  it('are never better for one more service', () => {
    const services = fc.array(findings.map((some) => ({ ...healthOf(some), service: 'p/s' })));
    fc.assert(
      fc.property(services, findings, (some, more) => {
        const before = overall(some);
        const after = overall([...some, { ...healthOf(more), service: 'p/t' }]);
        if (before.score !== undefined) expect(after.score ?? 0).toBeLessThanOrEqual(before.score);
        if (before.state !== 'HEALTHY' && some.length > 0) expect(after.state).not.toBe('HEALTHY');
      }),
    );
  });
});

describe('dependencies', () => {
  it('are told with the first reason, and what is not registered is unknown', () => {
    const known = new Map([
      [
        'p/bank',
        {
          ...healthOf([]),
          state: 'UNHEALTHY' as const,
          score: 40,
          lost: [{ points: 60, probe: 'x', words: 'Down.' }],
        },
      ],
      ['p/tax', { ...healthOf([]), state: 'HEALTHY' as const, score: 100 }],
    ]);
    expect(dependenciesOf({ environment: 'p', dependsOn: ['bank', 'tax', 'gone'] }, known)).toEqual([
      { service: 'p/bank', state: 'UNHEALTHY', score: 40, words: 'x: Down.' },
      { service: 'p/tax', state: 'HEALTHY', score: 100, words: 'It is HEALTHY.' },
      { service: 'p/gone', state: 'UNKNOWN', words: 'It is not registered.' },
    ]);
    expect(dependenciesOf({ environment: 'p' }, known)).toEqual([]);
  });
});
