import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalog } from '../../functions/catalog.ts';
import { runbooksOf } from '../../lib/manifest/runbooks.ts';
import type { Terminal } from './terminal.ts';
import { validateRunbooks } from './validate-runbooks.ts';

const SOUND = `name: tell
summary: Tells people.
triggers:
  - metric: Anything
risk: low
timeoutSeconds: 3600
steps:
  - { name: tell, tool: notify_people, action: Look. }
recovery: { withinSeconds: 60, forSeconds: 60 }
`;

let folder: string;
let written: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runbooks-'));
  written = '';
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const validate = (...words: string[]) => {
  const terminal = { directory: folder, write: (text: string) => (written += text) } as unknown as Terminal;
  return validateRunbooks(words, { catalog, terminal });
};

describe('validate-runbooks', () => {
  it('names what could be deployed', async () => {
    put('tell.yaml', SOUND);
    put('notes.md', 'no runbook');
    expect(await validate('.')).toBe(0);
    expect(written).toBe('1 sound: tell\n');
  });

  it('says file, line and column of everything that is wrong', async () => {
    put('tell.yaml', SOUND);
    put('shout.yaml', SOUND.replace('notify_people', 'shout').replace('name: tell', 'name: shout'));
    put('broken.yml', 'name: [');
    expect(await validate('.')).toBe(1);
    const lines = written.trim().split('\n');
    expect(lines[0]).toMatch(new RegExp(`^${join(folder, 'broken.yml')}:1:\\d+: document `));
    expect(lines.find((line) => line.includes('shout.yaml'))).toMatch(/shout\.yaml:8:\d+: steps\.0\.tool /);
    expect(lines.at(-1)).toBe('1 sound: tell');
  });

  it('says of what has the name of a runbook and is no file that it cannot be read', async () => {
    put('tell.yaml', SOUND);
    mkdirSync(join(folder, 'folder.yaml'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link.yml'));
    expect(await validate('.')).toBe(1);
    expect(written.split('\n')).toEqual([
      `${join(folder, 'folder.yaml')}:1:1: document cannot be read: EISDIR; allowed: a file with text`,
      `${join(folder, 'link.yml')}:1:1: document cannot be read: ENOENT; allowed: a file with text`,
      '1 sound: tell',
      '',
    ]);
  });

  it('takes a runbook from one file only', async () => {
    put('tell.yaml', SOUND);
    put('tell.yml', SOUND);
    expect(await validate('.')).toBe(1);
    expect(written).toBe(
      `${join(folder, 'tell.yml')}:1:1: name is that of another file too; allowed: one file a runbook\n1 sound: tell\n`,
    );
  });

  it('answers programs in JSON', async () => {
    put('tell.yaml', SOUND.replace('risk: low', 'risk: none'));
    expect(await validate('.', '--json')).toBe(1);
    expect(JSON.parse(written)).toMatchObject({ runbooks: [], violations: [{ field: 'risk', line: 5 }] });
  });

  it.each([[[]], [['nowhere']], [['.']], [['.', 'more']]])('refuses %j', async (words) => {
    await expect(validate(...words)).rejects.toMatchObject({ name: 'UsageError' });
  });
});

describe("the runbooks of an installation with a user's folder", () => {
  it("are ours and the user's, whose own takes the place of ours", () => {
    put('tell.yaml', SOUND);
    put('high-cpu.yaml', SOUND.replace('name: tell', 'name: high-cpu'));
    const all = runbooksOf(catalog, folder);
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(['api-errors', 'tell', 'high-cpu']));
    expect(all.filter(({ name }) => name === 'high-cpu')).toMatchObject([{ summary: 'Tells people.' }]);
  });

  it('are refused when one of them is wrong', () => {
    put('tell.yaml', SOUND.replace('Anything', '"a b"'));
    expect(() => runbooksOf(catalog, folder)).toThrow(
      /cannot be deployed:\n.*tell\.yaml:4:\d+: triggers\.0\.metric/,
    );
  });
});
