import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../core/anomaly/random.ts';
import { report, run } from './main.ts';

const POINTS = 1200;
const COSTS = { tpWeight: 1, fnWeight: 1, fpWeight: 0.11, tnWeight: 1 };
const ANOMALY = 900;

function timeOf(at: number): string {
  return new Date(Date.UTC(2020, 0, 1) + at * 300_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** A folder with one noisy series that has one spike, and a label whose file is not there. */
function folder(): string {
  const data = mkdtempSync(join(tmpdir(), 'nab-'));
  for (const part of ['labels', 'data/realAWSCloudwatch'])
    mkdirSync(join(data, 'nab', part), { recursive: true });
  const random = seededRandom(3);
  const rows = Array.from(
    { length: POINTS },
    (_, at) => `${timeOf(at)},${at === ANOMALY ? 90 : 10 + random()}`,
  );
  const name = 'realAWSCloudwatch/cpu.csv';
  writeFileSync(join(data, 'nab/data', name), `timestamp,value\n${rows.join('\n')}\n`);
  const window = [timeOf(ANOMALY - 20), timeOf(ANOMALY + 20)];
  const labels = { [name]: [window], 'realAWSCloudwatch/elsewhere.csv': [window] };
  writeFileSync(join(data, 'nab/labels/combined_windows.json'), JSON.stringify(labels));
  const profiles = ['standard', 'reward_low_FP_rate', 'reward_low_FN_rate'];
  const costs = Object.fromEntries(profiles.map((profile) => [profile, { CostMatrix: COSTS }]));
  writeFileSync(join(data, 'nab/profiles.json'), JSON.stringify(costs));
  return data;
}

describe('the bench of metric anomalies', () => {
  it('scores what is there, beside detectors that learn nothing', async () => {
    const result = await run(['--data', folder()]);
    expect(result).toMatchObject({ files: 1, points: POINTS, all: { standard: { windows: 1, hits: 1 } } });
    expect(result.standard).toBeGreaterThan(50);
    expect(result.cloudWatch.standard.score).toBe(result.standard);
    expect(result.baselines['null']?.standard).toBe(0);
    expect(result.baselines['range never seen']?.standard).toBeGreaterThan(80);
    expect(report(result)).toContain('| realAWSCloudwatch/cpu.csv | 1/1 |');
  });
});
