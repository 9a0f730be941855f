import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../judge/seeded-random.ts';
import { csvRows } from './csv.ts';
import { groupingAccuracy, groupingF1 } from './grouping-accuracy.ts';
import { leaveOut } from './left-out.ts';
import { readLoghub } from './loghub.ts';
import { memoryOver } from './memory.ts';
import { mixedLines } from './mixed-lines.ts';
import { throughput } from './throughput.ts';

describe('grouping accuracy', () => {
  it('counts the lines of events whose group is theirs alone and whole', () => {
    const events = ['a', 'a', 'b', 'b', 'c'];
    expect(groupingAccuracy([1, 1, 2, 2, 3], events)).toBe(1);
    expect(groupingAccuracy([1, 1, 2, 9, 3], events)).toBe(0.6);
    expect(groupingAccuracy([1, 1, 1, 1, 3], events)).toBe(0.2);
    expect(groupingF1([1, 1, 2, 9, 3], events)).toBeCloseTo(4 / 7);
    expect(groupingAccuracy([], [])).toBe(0);
  });
});

describe('a folder of logs', () => {
  it('is read whatever systems it holds, quoted fields and all', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'loghub-'));
    const write = (name: string, text: string) => writeFile(join(folder, name), gzipSync(text));
    await mkdir(join(folder, 'Mine'));
    await write('Mine/Mine_2k.log.gz', 'h one, "two"\r\nh three\r\n');
    await write('Mine/Mine_2k.labels.csv.gz', 'LineId,Content,EventId\n1,"one, ""two""",E1\n2,three,E2\n');
    await write('Unlabelled_2k.log.gz', 'x\n');
    expect(await readLoghub(folder)).toEqual([
      {
        system: 'Mine',
        raw: ['h one, "two"', 'h three'],
        content: ['one, "two"', 'three'],
        events: ['E1', 'E2'],
      },
    ]);
    await rm(folder, { recursive: true });
  });

  it('may hold empty fields at the end of a row', () => {
    expect(csvRows('a,b\n1,\n"",2\n')).toEqual([
      ['a', 'b'],
      ['1', ''],
      ['', '2'],
    ]);
  });
});

describe('the bench', () => {
  const lines = ['took 1 ms', 'took 2 ms', 'came from a'];
  const log = { system: 'one', raw: lines, content: lines, events: ['t', 't', 'c'] };

  it('chooses the setting of each system by the others', () => {
    expect(leaveOut([log, { ...log, system: 'two' }])).toMatchObject([
      { system: 'one', accuracy: 1, setting: { assigned: 2, named: 3, plain: 4 } },
      { system: 'two', accuracy: 1 },
    ]);
  });

  it('counts lines a second and memory over lines of which all digits may differ', () => {
    const mixed = mixedLines([lines], seededRandom(7));
    expect(mixed).toHaveLength(48);
    expect(throughput(mixed)).toMatchObject({ lines: 48, patterns: 2 });
    const points = memoryOver(lines, 100, seededRandom(7), () => {});
    expect(points).toHaveLength(10);
    expect(points.at(-1)).toMatchObject({ lines: 100 });
  });
});
