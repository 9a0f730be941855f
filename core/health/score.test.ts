import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from './finding.ts';
import { findingOf, findings } from './health.fixture.ts';
import { healthOf } from './score.ts';

const of = (...standings: Finding['standing'][]) =>
  healthOf(standings.map((standing, index) => findingOf(`p${index}`, standing)));
const scoreOf = (some: readonly Finding[]) => healthOf(some).score ?? Number.NEGATIVE_INFINITY;

describe('the health of a service', () => {
  it.each([
    [[], 'UNKNOWN', undefined],
    [['IDLE'], 'UNKNOWN', undefined],
    [['UNSEEN'], 'UNKNOWN', undefined],
    [['UNSEEN', 'IDLE'], 'UNKNOWN', undefined],
    [['GOOD'], 'HEALTHY', 100],
    [['GOOD', 'IDLE'], 'HEALTHY', 100],
    [['GOOD', 'UNSEEN'], 'UNKNOWN', 95],
    [['GOOD', 'WARNING'], 'DEGRADED', 70],
    [['GOOD', 'BAD'], 'UNHEALTHY', 40],
    [['BAD'], 'UNHEALTHY', 40],
    [['BAD', 'UNSEEN'], 'UNHEALTHY', 35],
    [['BAD', 'BAD'], 'UNHEALTHY', 0],
    [['WARNING', 'WARNING'], 'UNHEALTHY', 40],
  ] as const)('of %j is %s, %s', (standings, state, score) => {
    expect(of(...standings)).toMatchObject({ state });
    expect(of(...standings).score).toBe(score);
  });

  it('has a reason for each point, most points first', () => {
    const { score, lost } = healthOf([
      findingOf('a', 'UNSEEN'),
      findingOf('b', 'BAD', 0.5),
      findingOf('c', 'WARNING', 0.1),
      findingOf('d', 'GOOD'),
    ]);
    expect(lost).toEqual([
      { points: 30, probe: 'b', words: 'bad' },
      { points: 6, probe: 'c', words: 'less than well' },
      { points: 5, probe: 'a', words: 'unseen' },
    ]);
    expect(score).toBe(100 - 30 - 6 - 5);
  });

  it('counts what several tell of once, as the worst of them says', () => {
    const twice = [findingOf('a', 'GOOD'), findingOf('a', 'BAD', 0.2), findingOf('a', 'BAD', 0.4)];
    expect(healthOf(twice)).toMatchObject({ score: 76, counts: { GOOD: 0, BAD: 1 } });
    expect(healthOf(twice.toReversed())).toEqual(healthOf(twice));
  });

  it('is never raised by one more failure', () => {
    fc.assert(
      fc.property(findings, fc.double({ min: 0.01, max: 1, noNaN: true }), (some, severity) => {
        const before = healthOf(some);
        for (const standing of ['BAD', 'WARNING', 'UNSEEN'] as const) {
          const after = healthOf([...some, findingOf('one more', standing, severity)]);
          if (before.score !== undefined) expect(after.score ?? 0).toBeLessThanOrEqual(before.score);
          expect(after.state).not.toBe('HEALTHY');
        }
      }),
    );
  });

  it('is never raised by a probe that turns worse, and unknown is never good', () => {
    const worse = ['GOOD', 'UNSEEN', 'BAD'] as const;
    fc.assert(
      fc.property(findings, (some) => {
        const at = (standing: Finding['standing']) => healthOf([...some, findingOf('turning', standing)]);
        const scores = worse.map((standing) => scoreOf([...some, findingOf('turning', standing)]));
        if (at('UNSEEN').score !== undefined) expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        expect(at('UNSEEN').state).not.toBe('HEALTHY');
        expect(at('IDLE').score).toBe(healthOf(some).score);
      }),
    );
  });

  it('keeps to its scale, and to its reasons', () => {
    fc.assert(
      fc.property(findings, (some) => {
        const { state, score, lost, counts } = healthOf(some);
        const known = counts.GOOD + counts.WARNING + counts.BAD;
        expect(score === undefined).toBe(known === 0);
        if (score === undefined) {
          expect(state).toBe('UNKNOWN');
          return;
        }
        const points = lost.reduce((sum, one) => sum + one.points, 0);
        expect(score).toBe(Math.max(0, 100 - points));
        expect(state === 'HEALTHY').toBe(counts.BAD + counts.WARNING + counts.UNSEEN === 0);
      }),
    );
  });
});
