import { expect, it } from 'vitest';
import { jsonLog } from './log.ts';

const clock = { now: () => 0, sleep: async () => {} };

function logged(write: (log: ReturnType<typeof jsonLog>) => void): unknown {
  const lines: string[] = [];
  write(jsonLog('operate', clock, (line) => lines.push(line), { operation: 'approve' }));
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '');
}

it.each(['info', 'warn', 'error'] as const)('%s is one JSON object in one line', (level) => {
  expect(logged((log) => log[level]('two\nlines', { code: 7 }))).toEqual({
    level: level.toUpperCase(),
    message: 'two\nlines',
    service: 'operate',
    timestamp: '1970-01-01T00:00:00.000Z',
    operation: 'approve',
    code: 7,
  });
});

it('a metric is embedded with the operation as its only dimension', () => {
  expect(logged((log) => log.metric('approve', { calls: 1, durationMs: 12 }))).toEqual({
    _aws: {
      Timestamp: 0,
      CloudWatchMetrics: [
        {
          Namespace: 'Operate',
          Dimensions: [['operation']],
          Metrics: [{ Name: 'calls' }, { Name: 'durationMs' }],
        },
      ],
    },
    operation: 'approve',
    calls: 1,
    durationMs: 12,
  });
});
