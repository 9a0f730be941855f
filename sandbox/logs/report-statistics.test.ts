import { describe, expect, it } from 'vitest';
import { REPORT_QUERY } from '../../functions/performance/read-reports.ts';
import { insightsQuery } from './insights-query.ts';

const line = (memory: number, used: number, milliseconds: number, init?: number) =>
  [
    'REPORT RequestId: r',
    `Duration: ${milliseconds} ms`,
    `Billed Duration: ${milliseconds} ms`,
    `Memory Size: ${memory} MB`,
    `Max Memory Used: ${used} MB`,
    ...(init === undefined ? [] : [`Init Duration: ${init} ms`]),
  ].join('\t');

const told = (query: string, lines: readonly string[]) =>
  insightsQuery(query)
    .reports?.(lines.map((message, index) => ({ message, timestamp: 1000 + index })))
    .map((row) => Object.fromEntries(row.map(({ field, value }) => [field, value])));

describe('statistics of REPORT lines', () => {
  it('are those that the product asks for, by the size of memory', () => {
    const lines = [line(512, 100, 10, 300), line(512, 120, 30), line(256, 90, 50)];
    expect(told(REPORT_QUERY, lines)).toEqual([
      {
        '@memorySize': '512000000',
        invocations: '2',
        coldStarts: '1',
        since: '1000',
        used: '120000000',
        mean: '20',
        p95: '30',
        longest: '30',
        init: '300',
      },
      {
        '@memorySize': '256000000',
        invocations: '1',
        coldStarts: '0',
        since: '1002',
        used: '90000000',
        mean: '50',
        p95: '50',
        longest: '50',
      },
    ]);
  });

  it.each([
    'filter @type = "REPORT" | stats count(*) as n by @log',
    'filter @type = "REPORT" | stats median(@duration) as m by @memorySize',
  ])('are refused by name otherwise: %s', (query) => {
    expect(() => insightsQuery(query)).toThrow('sandbox/logs/report-statistics.ts');
  });
});
