import { describe, expect, it } from 'vitest';
import { averagePath, IsolationForest, type Table } from './isolation-forest.ts';
import { seededRandom } from './random.ts';

/** A cloud of points around the origin, and one far from it as the last row. */
function cloud(rows = 500): Table {
  const random = seededRandom(1);
  const values = Float64Array.from({ length: rows * 3 }, () => random() + random() - 1);
  values.set([4, -4, 4], (rows - 1) * 3);
  return { values, columns: 3 };
}

describe('an isolation forest', () => {
  it('counts the paths of a search tree as the paper does', () => {
    expect([0, 1, 2].map(averagePath)).toEqual([0, 0, 1]);
    expect(averagePath(256)).toBeCloseTo(10.2448, 4);
  });

  it('gives what lies apart the highest score, and the cloud about a half', () => {
    const table = cloud();
    const scores = IsolationForest.grow(table, { random: seededRandom(2) }).scores(table);
    expect(Math.max(...scores)).toBe(scores.at(-1));
    expect(scores.at(-1)).toBeGreaterThan(0.7);
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    expect(mean).toBeGreaterThan(0.4);
    expect(mean).toBeLessThan(0.55);
  });

  it('is fixed by its seed', () => {
    const table = cloud();
    const scores = (seed: number) =>
      IsolationForest.grow(table, { random: seededRandom(seed) }).scores(table);
    expect(scores(5)).toEqual(scores(5));
    expect(scores(5)).not.toEqual(scores(6));
  });

  it('passes over columns in which nothing differs, and scores equal rows equally', () => {
    const values = Float64Array.from({ length: 200 }, (_, at) => (at % 2 === 0 ? 7 : at));
    const scores = IsolationForest.grow({ values, columns: 2 }, { random: seededRandom(1) });
    expect(scores.score(Float64Array.of(7, 199))).toBeGreaterThan(scores.score(Float64Array.of(7, 101)));
    const same: Table = { values: new Float64Array(40).fill(3), columns: 2 };
    const equal = IsolationForest.grow(same, { random: seededRandom(1) }).scores(same);
    expect(new Set(equal).size).toBe(1);
  });

  it('grows from one row, and not from none', () => {
    const one: Table = { values: Float64Array.of(1, 2), columns: 2 };
    expect(IsolationForest.grow(one, { random: seededRandom(1) }).score(one.values)).toBeGreaterThan(0);
    const none: Table = { values: new Float64Array(), columns: 2 };
    expect(() => IsolationForest.grow(none, { random: seededRandom(1) })).toThrow(RangeError);
  });
});
