import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DataAbsent, dataFolder } from './data-folder.ts';

describe('where a public data set lies', () => {
  const data = mkdtempSync(join(tmpdir(), 'data-'));
  mkdirSync(join(data, 'loghub'));

  it('is named by the argument before the environment', () => {
    expect(dataFolder('loghub', ['--json', '--data', data], { OPERATE_DATA: '/nowhere' })).toBe(
      join(data, 'loghub'),
    );
    expect(dataFolder('loghub', ['--json'], { OPERATE_DATA: data })).toBe(join(data, 'loghub'));
  });

  it('is said when it is absent, with both ways of naming it', () => {
    expect(() => dataFolder('nab', ['--data', data])).toThrow(DataAbsent);
    expect(() => dataFolder('nab', ['--data', data])).toThrow(/nab.*--data.*OPERATE_DATA/);
  });
});
