import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSlot } from './count-slot.ts';
import { counted, term } from './objective.fixture.ts';
import type { Indicator, MetricTerm } from './objective.ts';

const BAD: Indicator = { kind: 'ratio', counts: 'bad', counted: [term('bad')], total: [term('all')] };
const GOOD: Indicator = { ...BAD, counts: 'good', counted: [term('good')] };
const RANK: Indicator = {
  kind: 'rank',
  shares: [term('a', 'PR(:0.3)'), term('b', 'PR(:0.3)')],
  total: [term('a', 'SampleCount'), term('b', 'SampleCount')],
};
const AT_MOST: Indicator = { kind: 'threshold', metric: [term('age', 'Maximum')], op: 'lte', value: 60 };
const RAW: Indicator = { kind: 'raw', metric: [term('share', 'Average')], is: 'failure' };

const slot = (indicator: Indicator, values: Readonly<Record<string, number>>) =>
  countSlot(indicator, ({ metric, stat }: MetricTerm) => values[`${metric} ${stat}`] ?? values[metric]);

describe('a slot', () => {
  it.each<[string, Indicator, Record<string, number>, object]>([
    ['bad of all', BAD, { bad: 2, all: 10 }, counted(8, 10)],
    ['good of all', GOOD, { good: 9, all: 10 }, counted(9, 10)],
    ['no bad ones, which CloudWatch leaves out', BAD, { all: 10 }, counted(10, 10)],
    ['no good ones, which is none', GOOD, { all: 10 }, counted(0, 10)],
    ['no requests', BAD, { all: 0 }, counted(0, 0)],
    ['nothing of all', BAD, { bad: 3 }, { kind: 'unknown' }],
    ['nothing', GOOD, {}, { kind: 'unknown' }],
    ['nothing of a threshold', AT_MOST, {}, { kind: 'unknown' }],
    ['nothing of a share', RAW, {}, { kind: 'unknown' }],
    [
      'shares of each side',
      RANK,
      { 'a PR(:0.3)': 90, 'a SampleCount': 100, 'b PR(:0.3)': 50, 'b SampleCount': 10 },
      counted(95, 110),
    ],
    ['one side only', RANK, { 'a PR(:0.3)': 90, 'a SampleCount': 100 }, counted(90, 100)],
    ['what is within', AT_MOST, { age: 60 }, counted(1, 1)],
    ['what is beyond', AT_MOST, { age: 61 }, counted(0, 1)],
    ['a share of failures', RAW, { share: 0.25 }, counted(0.75, 1)],
  ])('of %s', (_what, indicator, values, expected) => {
    expect(slot(indicator, values)).toEqual(expected);
  });

  it.each<[string, Indicator, Record<string, number>]>([
    ['more bad than all', BAD, { bad: 11, all: 10 }],
    ['more good than all', GOOD, { good: 11, all: 10 }],
    ['a negative count', BAD, { bad: -1, all: 10 }],
    ['a negative total', GOOD, { good: 0, all: -10 }],
    ['no number', BAD, { bad: Number.NaN, all: 10 }],
    ['a total that is no number', BAD, { all: Number.NaN }],
    ['infinitely many', BAD, { all: Number.POSITIVE_INFINITY }],
    ['a value that is no number', AT_MOST, { age: Number.NaN }],
    ['a share above 1', RAW, { share: 1.2 }],
    ['events without a share', RANK, { 'a SampleCount': 5 }],
    ['a share above 100%', RANK, { 'a PR(:0.3)': 120, 'a SampleCount': 5 }],
  ])('with %s is impossible, not good', (_what, indicator, values) => {
    expect(slot(indicator, values).kind).toBe('impossible');
  });

  it('forgives what was rounded', () => {
    expect(slot(GOOD, { good: 10.000001, all: 10 })).toEqual(counted(10, 10));
  });

  it('of a composite adds its parts by their weights, and is unknown with one of them', () => {
    const parts = [
      { weight: 3, indicator: BAD },
      { weight: 1, indicator: AT_MOST },
    ];
    const composite: Indicator = { kind: 'composite', parts };
    expect(slot(composite, { bad: 1, all: 10, age: 99 })).toEqual(counted(27, 31));
    expect(slot(composite, { bad: 1, all: 10 })).toEqual({ kind: 'unknown' });
  });

  it('is never good without data, whatever is said otherwise', () => {
    const value = fc.option(fc.oneof(fc.double(), fc.integer({ min: -5, max: 50 })), { nil: undefined });
    fc.assert(
      fc.property(fc.constantFrom(BAD, GOOD, RANK, AT_MOST, RAW), value, value, (indicator, one, other) => {
        const count = countSlot(indicator, ({ metric }) => (metric === 'all' ? one : other));
        if (count.kind !== 'counted') return;
        expect(count.good).toBeGreaterThanOrEqual(0);
        expect(count.good).toBeLessThanOrEqual(count.total);
        expect(one ?? other).toBeDefined();
      }),
    );
  });
});
