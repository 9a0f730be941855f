import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { seededRandom } from '../../core/anomaly/random.ts';
import { report, run } from './main.ts';

function folder(): string {
  const data = mkdtempSync(join(tmpdir(), 'adbench-'));
  mkdirSync(join(data, 'adbench'));
  const random = seededRandom(1);
  const rows = Array.from({ length: 300 }, (_, row) =>
    row < 5 ? `${5 + random()},${random()},1` : `${random()},${random()},0`,
  );
  const text = `f0,f1,label\n${rows.join('\n')}\n`;
  writeFileSync(join(data, 'adbench/1_plain.csv'), text);
  writeFileSync(join(data, 'adbench/2_packed.csv.gz'), gzipSync(text));
  writeFileSync(join(data, 'adbench/LICENSE'), 'not a table');
  return data;
}

afterEach(() => vi.unstubAllEnvs());

describe('the bench of the isolation forest', () => {
  it('measures every table, packed or not, and does without scikit-learn', async () => {
    vi.stubEnv('PYTHON', 'no-such-python');
    const result = await run(['--data', folder()]);
    expect(result.tables.map(({ name, rows, columns }) => [name, rows, columns])).toEqual([
      ['1_plain', 300, 2],
      ['2_packed', 300, 2],
    ]);
    expect(result.auc).toBeGreaterThan(0.99);
    expect(result.scikitLearn).toBeUndefined();
    expect(report(result)).toContain('is not there to compare with');
  });
});
