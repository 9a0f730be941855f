import { describe, expect, it } from 'vitest';
import { normalised, probationOf, scaledSigmoid, scoreSeries, type Weights } from './score.ts';
import type { LabelledSeries } from './series.ts';

const STANDARD: Weights = { hit: 1, miss: 1, falseAlarm: 0.11 };
const LOW_FN: Weights = { hit: 1, miss: 2, falseAlarm: 0.11 };

/** A thousand points, of which the first 150 are not scored; one or more windows. */
function series(...windows: [number, number][]): LabelledSeries {
  return { name: 'a', times: new Float64Array(1000), values: new Float64Array(1000), windows };
}

describe('the scoring of the Numenta Anomaly Benchmark', () => {
  it('does not score the first 15%, 750 points at most', () => {
    expect([1000, 4032, 5000, 22_695].map(probationOf)).toEqual([150, 604, 750, 750]);
    expect(scoreSeries(series([300, 399]), [0, 149], STANDARD).falseAlarms).toBe(0);
    expect(scoreSeries(series([300, 399]), [150], STANDARD).falseAlarms).toBe(1);
  });

  it('weighs by a sigmoid that is 0.98661 at the left edge, 0 at the right, -1 beyond three windows', () => {
    expect(scaledSigmoid(-1)).toBeCloseTo(0.986614, 6);
    expect(scaledSigmoid(0)).toBe(0);
    expect(scaledSigmoid(3.01)).toBe(-1);
    expect(scaledSigmoid(1)).toBeCloseTo(-0.986614, 6);
  });

  it('gives 1 for the first point of a window, by hand 0.8598 for its middle and 0.0253 for its last', () => {
    const at = (detection: number) => scoreSeries(series([300, 399]), [detection], STANDARD).score;
    expect(at(300)).toBeCloseTo(1, 10);
    expect(at(350)).toBeCloseTo(0.84828 / 0.986614, 4);
    expect(at(399)).toBeCloseTo((2 / (1 + Math.exp(-0.05)) - 1) / 0.986614, 6);
  });

  it('counts the best detection of a window once, in whatever order they come', () => {
    const own = series([300, 399]);
    expect(scoreSeries(own, [380, 300, 350, 300], STANDARD)).toEqual(scoreSeries(own, [300], STANDARD));
  });

  it('charges a detection outside, less right after a window', () => {
    const lost = (detection: number) => scoreSeries(series([300, 400]), [300, detection], STANDARD).score - 1;
    expect(lost(200)).toBeCloseTo(-0.11, 10);
    expect(lost(450)).toBeCloseTo(0.11 * (2 / (1 + Math.exp(2.5)) - 1), 10);
    expect(lost(900)).toBeCloseTo(-0.11, 10);
    expect(lost(401)).toBeGreaterThan(-0.003);
  });

  it('is 100 for perfection, 0 for silence, and falls below it for noise', () => {
    const own = series([300, 399], [600, 699]);
    const score = (detections: number[], weights = STANDARD) =>
      normalised([scoreSeries(own, detections, weights), scoreSeries(series(), [], weights)], weights);
    expect(score([300, 600])).toBe(100);
    expect(score([])).toBe(0);
    expect(score([], LOW_FN)).toBe(0);
    expect(score([300])).toBe(50);
    expect(score([200, 250])).toBeCloseTo(-5.5, 10);
    expect(normalised([scoreSeries(series(), [200], STANDARD)], STANDARD)).toBeUndefined();
  });
});
