import type { StateValue } from '@aws-sdk/client-cloudwatch';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlarmRule, type Breach, breaches, evaluateAlarm, evaluationRange } from './alarm-evaluation.ts';

type Treatment = AlarmRule['treatMissingData'];

const TREATMENTS: readonly Treatment[] = ['missing', 'ignore', 'breaching', 'notBreaching'];
const STATES: readonly StateValue[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];

/** Datapoints as the documentation draws them: 0 not breaching, X breaching, - missing; the newest is on the right. */
function drawn(points: string): Breach[] {
  return points.split(' ').map((point) => (point === '-' ? undefined : point === 'X'));
}

function evaluate(points: string, m: number, treatMissingData: Treatment, current: StateValue): StateValue {
  const rule = { evaluationPeriods: 3, datapointsToAlarm: m, treatMissingData };
  return evaluateAlarm(drawn(points), rule, current);
}

type Row = readonly [
  points: string,
  missing: string,
  ignore: string,
  breaching: string,
  notBreaching: string,
];

function expectRow(m: number, [points, ...expected]: Row): void {
  for (const [index, treatment] of TREATMENTS.entries()) {
    for (const current of STATES) {
      const wanted = expected[index] === 'retain' ? current : expected[index];
      expect([treatment, evaluate(points, m, treatment, current)]).toEqual([treatment, wanted]);
    }
  }
}

describe('evaluateAlarm', () => {
  it.each<Row>([
    ['0 - X - X', 'OK', 'OK', 'OK', 'OK'],
    ['0 - - - -', 'OK', 'OK', 'OK', 'OK'],
    ['- - - - -', 'INSUFFICIENT_DATA', 'retain', 'ALARM', 'OK'],
    ['0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['- - X - -', 'ALARM', 'retain', 'ALARM', 'OK'],
    ['- - - - X', 'INSUFFICIENT_DATA', 'retain', 'ALARM', 'OK'],
    ['- - - X -', 'INSUFFICIENT_DATA', 'retain', 'ALARM', 'OK'],
    ['X - - - -', 'ALARM', 'retain', 'ALARM', 'OK'],
    ['- - - X 0', 'OK', 'OK', 'OK', 'OK'],
    ['- - X - 0', 'OK', 'OK', 'OK', 'OK'],
  ])('3 of 3: %s as documented', (...row) => {
    expectRow(3, row);
  });

  it.each<Row>([
    ['0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
    ['- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
    ['- - - X -', 'ALARM', 'retain', 'ALARM', 'OK'],
    ['- - - - X', 'INSUFFICIENT_DATA', 'retain', 'ALARM', 'OK'],
    ['X X 0 0 0', 'OK', 'OK', 'OK', 'OK'],
    ['- - - X X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ])('2 of 3: %s as documented', (...row) => {
    expectRow(2, row);
  });

  const rules = fc
    .record({
      evaluationPeriods: fc.integer({ min: 1, max: 6 }),
      treatMissingData: fc.constantFrom(...TREATMENTS),
    })
    .chain((rule) =>
      fc.record({
        rule: fc
          .integer({ min: 1, max: rule.evaluationPeriods })
          .map((datapointsToAlarm) => ({ ...rule, datapointsToAlarm })),
        current: fc.constantFrom(...STATES),
      }),
    );
  const range = fc.array(fc.constantFrom(true, false, undefined), { minLength: 8, maxLength: 8 });
  const sparse = fc.array(
    fc.oneof({ weight: 10, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary: fc.boolean() }),
    { minLength: 8, maxLength: 8 },
  );

  it('needs no treatment of missing data when N datapoints exist', () => {
    fc.assert(
      fc.property(range, rules, (points, { rule, current }) => {
        const existing = points.filter((point) => point !== undefined);
        fc.pre(existing.length >= rule.evaluationPeriods);
        const breaching = existing.slice(-rule.evaluationPeriods).filter(Boolean).length;
        const expected = breaching >= rule.datapointsToAlarm ? 'ALARM' : 'OK';
        expect(evaluateAlarm(points, rule, current)).toBe(expected);
      }),
    );
  });

  it('is insufficient only when missing data count as missing and no datapoint is within the threshold', () => {
    fc.assert(
      fc.property(sparse, rules, (points, { rule, current }) => {
        fc.pre(evaluateAlarm(points, rule, current) === 'INSUFFICIENT_DATA');
        const retained = rule.treatMissingData === 'ignore' && current === 'INSUFFICIENT_DATA';
        expect(retained || rule.treatMissingData === 'missing').toBe(true);
        expect(points).not.toContain(false);
      }),
    );
  });
});

describe('breaches', () => {
  it.each([
    ['GreaterThanThreshold', [false, false, true]],
    ['GreaterThanOrEqualToThreshold', [false, true, true]],
    ['LessThanThreshold', [true, false, false]],
    ['LessThanOrEqualToThreshold', [true, true, false]],
  ] as const)('compares 1, 2 and 3 by %s with 2', (operator, expected) => {
    expect([1, 2, 3].map((value) => breaches(operator, value, 2))).toEqual(expected);
  });
});

describe('evaluationRange', () => {
  it.each([
    [3, 300, 5],
    [1, 60, 5],
    [3, 60, 7],
    [2, 120, 4],
  ])('of %d periods of %d s is %d', (periods, seconds, expected) => {
    expect(evaluationRange(periods, seconds)).toBe(expected);
  });
});
