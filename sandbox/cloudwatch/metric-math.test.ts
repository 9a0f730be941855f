import { describe, expect, it } from 'vitest';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import { evaluateExpression } from './metric-math.ts';
import { parseExpression } from './metric-math-syntax.ts';
import type { TimeSeries } from './time-series.ts';

type Points = readonly (number | undefined)[];

const STARTS = [0, 1, 2, 3, 4];

function series(points: Points): TimeSeries {
  return new Map(points.flatMap((value, index) => (value === undefined ? [] : [[index, value]])));
}

/** The datapoints of an expression, with undefined for those that are missing. */
function evaluate(expression: string, metrics: Readonly<Record<string, Points>>): Points {
  const value = evaluateExpression(parseExpression(expression), {
    starts: STARTS,
    resolve: (id) => series(metrics[id] ?? []),
    metrics: () => Object.values(metrics).map(series),
  });
  return typeof value === 'number' ? [value] : STARTS.map((start) => value.get(start));
}

const _ = undefined;

describe('metric math', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 2 - 3', 5],
    ['-2 * -3', 6],
    ['8 / 4 / 2', 1],
    ['1 + 1 == 2', 1],
    ['1 > 2 OR 3 > 2', 1],
    ['1 > 2 AND 3 > 2 || 1', 1],
  ])('gives %s as %d', (expression, expected) => {
    expect(evaluate(expression, {})).toEqual([expected]);
  });

  it('takes a missing value as 0 and drops a division by zero', () => {
    const metrics = { errors: [5, _, 3, _, _], requests: [10, 20, 0, _, 5] };
    expect(evaluate('100 * errors / requests', metrics)).toEqual([50, 0, _, _, 0]);
  });

  it('compares as the documented table says', () => {
    const metrics = { m1: [30, 20, 0, 0], m2: [20, _, 20, _] };
    expect(evaluate('m1 < m2', metrics)).toEqual([0, 0, 1, 0, _]);
    expect(evaluate('m1 >= 30', metrics)).toEqual([1, 0, 0, 0, _]);
    expect(evaluate('m1 > 15 AND m2 > 15', metrics)).toEqual([1, 0, 0, 0, _]);
  });

  it('chooses as the documented tables of IF say', () => {
    const metrics = { m1: [1, 1, 0, 0, _], m2: [30, _, 0, 0, 30], m3: [0, 0, 20, _, 20] };
    expect(evaluate('IF(m1, m2, m3)', metrics)).toEqual([30, 0, 20, _, _]);
    expect(evaluate('IF(m1, 5, m3)', metrics)).toEqual([5, 5, 20, _, _]);
    expect(evaluate('IF(m1, m2, 5)', metrics)).toEqual([30, 0, 5, 5, _]);
    expect(evaluate('IF(m2 < 20, m2)', metrics)).toEqual([_, _, 0, 0, _]);
  });

  it('fills with a number, another metric or the last value', () => {
    const metrics = { m1: [_, 4, _, 6, _], m2: [1, 1, 1, 1, _] };
    expect(evaluate('FILL(m1, 0)', metrics)).toEqual([0, 4, 0, 6, 0]);
    expect(evaluate('FILL(m1, m2)', metrics)).toEqual([1, 4, 1, 6, _]);
    expect(evaluate('FILL(m1, REPEAT)', metrics)).toEqual([_, 4, 4, 6, 6]);
    expect(evaluate('FILL(m1, 0) + 1', metrics)).toEqual([1, 5, 1, 7, 1]);
  });

  it('adds up the metrics of the request, whichever have a datapoint', () => {
    expect(evaluate('SUM(METRICS())', { m1: [_, 4, _, 6, _], m2: [1, 1, _, 1, _], m3: [] })).toEqual([
      1,
      5,
      _,
      7,
      _,
    ]);
  });

  it.each([
    ['RATE(m1)', 'RATE'],
    ['AVG(METRICS())', 'AVG'],
    ['SUM(m1)', 'SUM'],
    ['FILL(m1, LINEAR)', 'LINEAR'],
  ])('refuses %s by name', (expression, name) => {
    const run = () => evaluate(expression, { m1: [1] });
    expect(run).toThrow(SandboxNotImplemented);
    expect(run).toThrow(name);
  });

  it.each(['', 'm1 +', '(m1', 'm1 m2', '1 $ 2', ')', 'IF(m1)', 'FILL(m1)'])(
    'does not read %j',
    (expression) => {
      expect(() => evaluate(expression, { m1: [1] })).toThrow(
        expect.objectContaining({ name: 'ValidationError' }),
      );
    },
  );
});
