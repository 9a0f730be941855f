import { describe, expect, it } from 'vitest';
import { simulateScaling } from './simulate-scaling.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const START = Date.UTC(2026, 0, 5);
const rows = Array.from({ length: 2 * 288 }, (_, index) => ({
  at: new Date(START + index * 300_000).toISOString(),
  value: 100 + 80 * Math.sin((2 * Math.PI * index) / 288),
}));
const CSV = ['timestamp,value', ...rows.map(({ at, value }) => `${at},${value.toFixed(2)}`)].join('\n');
const JSON_TEXT = JSON.stringify({
  MetricDataResults: [{ Timestamps: rows.map(({ at }) => at), Values: rows.map(({ value }) => value) }],
});

function run(text: string, ...words: string[]) {
  let told = '';
  const terminal = {
    read: async () => text,
    write: (line: string) => {
      told += line;
    },
  } as unknown as Terminal;
  return simulateScaling(words, terminal).then((code) => ({ code, told }));
}

describe('simulate-scaling', () => {
  it('compares ours with what AWS does, alike for both kinds of files', async () => {
    const ofCsv = await run(CSV, '--metrics', 'load.csv', '--unit-load', '20', '--json');
    const answer = JSON.parse(ofCsv.told);
    expect(answer).toMatchObject({ days: 2, unitLoad: 20 });
    const [ours, , tracking] = answer.policies;
    expect(ours.policy).toBe('operate, with its forecast');
    expect(tracking.policy).toBe('target tracking, 60 s / 300 s');
    expect(ours.underMinutes).toBeLessThanOrEqual(tracking.underMinutes);
    expect(ours.unitHours).toBeLessThan(tracking.unitHours * 1.05);
    const ofJson = await run(JSON_TEXT, '--metrics', 'load.csv', '--unit-load', '20', '--json');
    expect(JSON.parse(ofJson.told).policies[2].underMinutes).toBe(tracking.underMinutes);
    expect((await run(CSV, '--metrics', 'load.csv')).told).toMatch(/step scaling/);
  });

  it.each([
    ['no file', CSV, []],
    ['a flag that it does not know', CSV, ['--metrics', 'x', '--maximum', '3']],
    ['no number', CSV, ['--metrics', 'x', '--target', 'much']],
    ['too few values', 'timestamp,value\n2026-01-01T00:00:00Z,1', ['--metrics', 'x']],
    ['values that are none', 'timestamp,value\nyesterday,1', ['--metrics', 'x']],
  ])('refuses %s', async (_what, text, words) => {
    await expect(run(text, ...words)).rejects.toBeInstanceOf(UsageError);
  });
});
