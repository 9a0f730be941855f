import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalised, scoreSeries, type Weights } from './score.ts';
import type { LabelledSeries } from './series.ts';
import { bestThreshold } from './threshold.ts';

const WEIGHTS: Weights = { hit: 1, miss: 1, falseAlarm: 0.11 };
const POINTS = 100;
const SERIES: LabelledSeries[] = [[[30, 39] as const, [70, 79] as const], []].map((windows, at) => ({
  name: `${at}.csv`,
  times: new Float64Array(POINTS),
  values: new Float64Array(POINTS),
  windows,
}));

describe('the best threshold', () => {
  it('is no worse than any other, and scores what the scoring says', () => {
    const scores = fc.array(fc.nat(9), { minLength: 2 * POINTS, maxLength: 2 * POINTS });
    fc.assert(
      fc.property(scores, (all) => {
        const own = SERIES.map((_, at) => Float64Array.from(all.slice(at * POINTS, (at + 1) * POINTS)));
        const at = (threshold: number) =>
          normalised(
            SERIES.map((one, place) =>
              scoreSeries(
                one,
                [...(own[place] ?? []).entries()].filter(([, v]) => v > 0 && v >= threshold).map(([i]) => i),
                WEIGHTS,
              ),
            ),
            WEIGHTS,
          ) ?? 0;
        const best = bestThreshold(SERIES, own, WEIGHTS);
        expect(best.score).toBeCloseTo(at(best.threshold), 8);
        for (let other = 1; other <= 10; other++) expect(best.score).toBeGreaterThanOrEqual(at(other) - 1e-9);
      }),
      { numRuns: 40 },
    );
  });
});
