import { describe, expect, it } from 'vitest';
import { parseStatistic } from './statistic-syntax.ts';

describe('parseStatistic', () => {
  it.each(['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'])('reads %s', (stat) => {
    expect(parseStatistic(stat)).toEqual({ kind: stat });
  });

  it.each([
    ['p95', 95],
    ['p99.9', 99.9],
    ['p0', 0],
    ['p100', 100],
  ])('reads the percentile %s', (stat, percent) => {
    expect(parseStatistic(stat)).toEqual({ kind: 'percentile', percent });
  });

  it.each([
    ['tm90', 'mean', { by: 'percent', lower: 0, upper: 90 }],
    ['tc99.5', 'count', { by: 'percent', lower: 0, upper: 99.5 }],
    ['ts90', 'sum', { by: 'percent', lower: 0, upper: 90 }],
    ['wm98', 'winsorized', { by: 'percent', lower: 0, upper: 98 }],
    ['IQM', 'mean', { by: 'percent', lower: 25, upper: 75 }],
    ['TM(2%:98%)', 'mean', { by: 'percent', lower: 2, upper: 98 }],
    ['TM(:95%)', 'mean', { by: 'percent', lower: 0, upper: 95 }],
    ['TS(80%:)', 'sum', { by: 'percent', lower: 80, upper: 100 }],
    ['TC(0.005:0.030)', 'count', { by: 'value', lower: 0.005, upper: 0.03 }],
    ['TC(:0.5)', 'count', { by: 'value', lower: -Infinity, upper: 0.5 }],
    ['TC(0.5:)', 'count', { by: 'value', lower: 0.5, upper: Infinity }],
    ['WM(10%:90%)', 'winsorized', { by: 'percent', lower: 10, upper: 90 }],
  ])('reads the trimmed statistic %s', (stat, of, bounds) => {
    expect(parseStatistic(stat)).toEqual({ kind: 'trimmed', of, bounds });
  });

  it('reads a percentile rank', () => {
    const bounds = { by: 'value', lower: -Infinity, upper: 0.3 };
    expect(parseStatistic('PR(:0.3)')).toEqual({ kind: 'rank', bounds });
  });

  it.each([
    'sum',
    'p101',
    'P95',
    'p',
    'tm101',
    'TM90',
    'tm(2%:98%)',
    'TC(:)',
    'TC()',
    'TC(5:1)',
    'TM(10%:90)',
    'TM(10%:101%)',
    'PR(10%:90%)',
    'pr90',
    '',
  ])('does not read %j', (stat) => {
    expect(parseStatistic(stat)).toBeUndefined();
  });
});
