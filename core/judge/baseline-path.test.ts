import { describe, expect, it } from 'vitest';
import { BaselinePath, type TimedTally } from './baseline-path.ts';
import { ERROR_NOISE, type Noise, priorOf } from './dispersion.ts';

const prior = priorOf(ERROR_NOISE);

function path(bad: readonly number[], trials = 100_000, apart = 1): TimedTally[] {
  return bad.map((count, at) => ({ minute: at * apart, tally: { bad: count, trials } }));
}

function learned(noise: readonly Noise[], seen: readonly TimedTally[], pairs = 0, ownNoise = 0): number[] {
  const baseline = new BaselinePath(noise);
  for (const minute of seen) baseline.observe(minute);
  return baseline.noiseWeights(pairs, ownNoise);
}

/** How far each kind of noise has lost weight; kinds 0 to 3 do not last, 4 to 6 do, each list from calm to wild. */
function lost(seen: readonly TimedTally[], pairs = 0, ownNoise = 0): number[] {
  return learned(ERROR_NOISE, seen, pairs, ownNoise).map((weight, i) => (prior[i] ?? 0) - weight);
}

const calm = path([1000, 1010, 990, 1005, 1000, 995, 1002, 998]);
const wild = path([1000, 2500, 600, 1900, 500, 2100, 700, 1600]);
const wandering = path([1000, 1500, 2200, 2600, 2400, 1700, 1000, 600]);

describe('noise learned from the baseline', () => {
  it('is the prior before anything was seen, and after one minute', () => {
    expect(lost([])).toEqual(prior.map(() => 0));
    for (const loss of lost(path([1000]))) expect(loss).toBeLessThan(0.1);
  });
  it('is small after calm minutes, and no kind is ruled out', () => {
    const losses = lost(calm);
    expect(losses[0]).toBe(0);
    expect(losses[1]).toBeGreaterThan(3);
    expect(losses[3]).toBeCloseTo(6, 12);
    expect(losses[6]).toBeCloseTo(6, 12);
  });
  it('is large after wild ones, but not for sure: both versions may share what moved the baseline', () => {
    expect(lost(wild)[0]).toBeCloseTo(4, 12);
    expect(lost(wild)[3]).toBeLessThan(1);
    expect(lost(wandering)[0]).toBeCloseTo(4, 12);
    expect(lost(wandering)[6]).toBeLessThan(1);
  });
  it('is less and less taken from the baseline when pairs of minutes speak for themselves', () => {
    const losses = [0, 8, 72].map((pairs) => lost(wild, pairs)[0] ?? 0);
    expect(losses[1]).toBeCloseTo(2, 12);
    expect(losses[2]).toBeCloseTo(0.4, 12);
    expect(lost(wild, 72, 2)[0]).toBeCloseTo(2, 12);
    expect(lost(calm, 72)[6]).toBeCloseTo(6, 12);
  });
  it('rules out noise that lasts after minutes that jump, though they jump as far', () => {
    const [jumping, lasting] = [lost(wild)[3] ?? 0, lost(wild)[6] ?? 0];
    expect(lasting).toBeGreaterThan(jumping + 0.3);
    expect(lost(wandering)[6]).toBeLessThan(lost(wandering)[3] ?? 0);
  });
  it('is the less, the fewer events there were', () => {
    const few = lost(path([1, 2, 1, 0, 2, 1, 1, 1], 1000));
    expect(few[3]).toBeGreaterThan(0);
    expect(few[3]).toBeLessThan(lost(calm)[3] ?? 0);
  });
  it('does not depend on the level', () => {
    const high = lost(path([50_000, 50_100, 49_900, 50_050, 50_000]));
    expect(high[0]).toBe(0);
    expect(high[3]).toBeCloseTo(6, 12);
  });
  it('learns more about lasting noise from minutes far apart', () => {
    const bad = [100, 104, 97, 101];
    const near = lost(path(bad, 10_000));
    const far = lost(path(bad, 10_000, 10));
    expect(far[6]).toBeGreaterThan((near[6] ?? 0) + 0.5);
    expect(far[3]).toBeCloseTo(near[3] ?? 0, 9);
  });
  it('passes over minutes without traffic', () => {
    const [first, second, ...rest] = calm;
    const empty = { minute: 0.5, tally: { bad: 0, trials: 0 } };
    const seen = first && second ? [first, empty, second, ...rest] : [];
    expect(lost(seen)).toEqual(lost(calm));
  });
  it('counts as louder what jumps less but wanders further in the long run', () => {
    const kinds: Noise[] = [
      { deviation: 0.07, persistence: 0, weight: 0.5 },
      { deviation: 0.06, persistence: 0.95, weight: 0.5 },
    ];
    const jumping = path(
      [...Array(20)].flatMap(() => [52_500, 47_500]),
      1_000_000,
    );
    const [best, wanderer] = learned(kinds, jumping).map((weight) => Math.log(0.5) - weight);
    expect(best).toBe(0);
    expect(wanderer).toBeCloseTo(6, 12);
  });
  it('counts as calmer what jumps as far but does not last', () => {
    const kinds: Noise[] = [
      { deviation: 0.3, persistence: 0.9, weight: 0.5 },
      { deviation: 0.3, persistence: 0, weight: 0.5 },
    ];
    const slow = path(
      [...Array(40)].map((_, i) => 50_000 + 25_000 * Math.sin(i / 6)),
      1_000_000,
    );
    const [best, jumper] = learned(kinds, slow).map((weight) => Math.log(0.5) - weight);
    expect(best).toBe(0);
    expect(jumper).toBeCloseTo(4, 12);
  });
  it('is the likelihood of the path under each kind of noise', () => {
    const kinds: Noise[] = [
      { deviation: 0.05, persistence: 0, weight: 0.25 },
      { deviation: 0.08, persistence: 0.8, weight: 0.25 },
      { deviation: 0.09, persistence: 0, weight: 0.25 },
      { deviation: 0.11, persistence: 0.8, weight: 0.25 },
    ];
    const seen = path([50_000, 50_900, 50_400, 49_800, 50_700, 50_300], 1_000_000, 2);
    const exact = kinds.map((kind) => logDensity(kind, seen));
    const best = Math.max(...exact);
    learned(kinds, seen).forEach((weight, i) => {
      expect(weight - Math.log(0.25)).toBeCloseTo((exact[i] ?? 0) - best, 2);
    });
    expect(exact.every((fit) => best - fit < 3)).toBe(true);
  });
});

/** The normal density of the path's log-odds, given an unknown level: by Cholesky's decomposition. */
function logDensity({ deviation, persistence }: Noise, seen: readonly TimedTally[]): number {
  const values = seen.map(({ tally }) => Math.log(tally.bad / (tally.trials - tally.bad)));
  const covariance = seen.map((one, i) =>
    seen.map((other, j) => {
      const sampling = i === j ? 1 / one.tally.bad + 1 / (one.tally.trials - one.tally.bad) : 0;
      const kept = persistence ** Math.abs(one.minute - other.minute);
      return 25 + (deviation ** 2 / 2) * kept + sampling;
    }),
  );
  const rows: number[][] = [];
  const scores: number[] = [];
  let density = 0;
  covariance.forEach((line, i) => {
    const row: number[] = [];
    for (let j = 0; j <= i; j += 1) {
      const before = row
        .slice(0, j)
        .reduce((sum, entry, k) => sum + entry * (rows[j]?.[k] ?? row[k] ?? 0), 0);
      const rest = (line[j] ?? 0) - before;
      row.push(i === j ? Math.sqrt(rest) : rest / (rows[j]?.[j] ?? 1));
    }
    const known = scores.reduce((sum, score, k) => sum + score * (row[k] ?? 0), 0);
    const score = ((values[i] ?? 0) - known) / (row[i] ?? 1);
    rows.push(row);
    scores.push(score);
    density -= Math.log(row[i] ?? 1) + 0.5 * score ** 2;
  });
  return density;
}
