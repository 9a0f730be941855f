import { describe, expect, it } from 'vitest';
import { parseSeries } from './series.ts';

const TEXT =
  'timestamp,value\n2014-04-01 00:00:00,20.5\n2014-04-01 00:05:00,-1\n2014-04-01 00:10:00,3\n2014-04-01 00:15:00,4\n';

describe('a labelled series', () => {
  it('has its values, and the positions of its windows', () => {
    const windows = [['2014-04-01 00:05:00.000000', '2014-04-01 00:10:00.000000']] as const;
    const series = parseSeries('a.csv', TEXT, windows);
    expect([...series.values]).toEqual([20.5, -1, 3, 4]);
    expect(series.times[1]).toBe(Date.UTC(2014, 3, 1, 0, 5));
    expect(series.windows).toEqual([[1, 2]]);
  });

  it('may have no window', () => {
    expect(parseSeries('a.csv', TEXT, []).windows).toEqual([]);
  });
});
