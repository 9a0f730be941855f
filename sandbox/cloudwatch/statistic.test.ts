import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Distribution } from './distribution.ts';
import { evaluateStatistic } from './statistic.ts';
import { parseStatistic } from './statistic-syntax.ts';

function evaluate(stat: string, values: readonly number[]): number | undefined {
  const distribution = new Distribution();
  for (const value of values) distribution.add(value);
  const statistic = parseStatistic(stat);
  if (!statistic) throw new Error(`${stat} is not a statistic.`);
  return evaluateStatistic(statistic, distribution);
}

const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
const thousand = Array.from({ length: 1000 }, (_, index) => (index + 1) / 1000);
const latencies = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 100 });

describe('evaluateStatistic', () => {
  it.each([
    ['SampleCount', 100],
    ['Sum', 5050],
    ['Average', 50.5],
    ['Minimum', 1],
    ['Maximum', 100],
    ['p0', 1],
    ['p50', 50],
    ['p90', 90],
    ['p99', 99],
    ['p99.5', 100],
    ['p100', 100],
    ['tm90', 45.5],
    ['tc90', 90],
    ['ts90', 4095],
    ['TM(10%:90%)', 50.5],
    ['TS(80%:)', 1810],
    ['IQM', 50.5],
    ['wm98', (5050 - 99 - 100 + 98 * 2) / 100],
    ['PR(:30)', 30],
    ['PR(30:40)', 10],
    ['TC(30:40)', 10],
    ['TM(30:40)', 35.5],
    ['TS(30:40)', 355],
  ])('gives %s of 1 to 100 as %d', (stat, expected) => {
    expect(evaluate(stat, hundred)).toBeCloseTo(expected, 9);
  });

  it.each([
    ['p99.9', 0.999],
    ['p95', 0.95],
    ['TC(0.3:)', 700],
    ['TC(:0.3)', 300],
    ['PR(:0.3)', 30],
    ['PR(0.3:)', 70],
  ])('gives %s of 0.001 to 1.000 as %d', (stat, expected) => {
    expect(evaluate(stat, thousand)).toBeCloseTo(expected, 9);
  });

  it('leaves the lower bound out and counts the upper bound in', () => {
    const values = [0.005, 0.005, 0.01, 0.03, 0.03, 0.031];
    expect(evaluate('TC(0.005:0.030)', values)).toBe(3);
    expect(evaluate('PR(0.005:0.030)', values)).toBe(50);
    expect(evaluate('TC(:0.005)', values)).toBe(2);
    expect(evaluate('TC(0.03:)', values)).toBe(1);
  });

  it('splits a bucket that a percentage cuts', () => {
    expect(evaluate('tc50', [1, 2, 3])).toBeCloseTo(1.5, 12);
    expect(evaluate('ts50', [1, 2, 3])).toBeCloseTo(2, 12);
  });
});

describe('statistics without a value', () => {
  it('has no value where nothing was observed', () => {
    for (const stat of ['Sum', 'SampleCount', 'p99', 'TC(0.5:)', 'PR(:0.3)'])
      expect(evaluate(stat, [])).toBeUndefined();
  });

  it('counts 0 where observations exist but none is in range, and has no mean of them', () => {
    expect(evaluate('TC(500:)', hundred)).toBe(0);
    expect(evaluate('PR(500:)', hundred)).toBe(0);
    expect(evaluate('TM(500:)', hundred)).toBeUndefined();
  });

  it('has no distribution statistics over negative values', () => {
    expect(evaluate('p50', [-1, 2])).toBeUndefined();
    expect(evaluate('TC(:5)', [-1, 2])).toBeUndefined();
    expect(evaluate('Sum', [-1, 2])).toBe(1);
  });
});

describe('what holds for all observations', () => {
  it('counts every observation on one side of a limit', () => {
    fc.assert(
      fc.property(latencies, fc.integer({ min: 1, max: 900 }), (values, limit) => {
        const below = evaluate(`TC(:${limit})`, values) ?? 0;
        const above = evaluate(`TC(${limit}:)`, values) ?? 0;
        expect(below).toBe(values.filter((value) => value <= limit).length);
        expect(below + above).toBe(values.length);
        expect(
          (evaluate(`PR(:${limit})`, values) ?? 0) + (evaluate(`PR(${limit}:)`, values) ?? 0),
        ).toBeCloseTo(100, 9);
      }),
    );
  });

  it('keeps the trimmed sum equal to the trimmed mean times the trimmed count', () => {
    fc.assert(
      fc.property(latencies, fc.integer({ min: 1, max: 100 }), (values, percent) => {
        const [mean = 0, count = 0] = [evaluate(`tm${percent}`, values), evaluate(`tc${percent}`, values)];
        expect(evaluate(`ts${percent}`, values)).toBeCloseTo(mean * count, 6);
      }),
    );
  });

  it('gives percentiles that are observed values and never fall', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const found = [0, 1, 25, 50, 75, 90, 99, 100].map((percent) => evaluate(`p${percent}`, values) ?? -1);
        for (const [index, value] of found.entries()) {
          expect(values).toContain(value);
          expect(value).toBeGreaterThanOrEqual(found[index - 1] ?? 0);
        }
      }),
    );
  });
});
