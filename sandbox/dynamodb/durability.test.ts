import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseAccount, documentAccount, key, TABLE } from './dynamodb.fixture.ts';

const WRITER = fileURLToPath(new URL('./crash-writer.fixture.ts', import.meta.url));

let path: string;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'dynamodb-'));
});
afterEach(async () => {
  await rm(path, { recursive: true, force: true });
});

/**
 * Lets the writer kill itself after a share of its last transaction.
 * @returns the last number it acknowledged
 */
async function writeUntilKilled(share: number): Promise<number> {
  const writer = spawn(process.execPath, [WRITER, path, String(share)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(writer, 'exit');
  let acknowledged = 0;
  for await (const line of createInterface({ input: writer.stdout })) acknowledged = Number(line);
  expect(await exited).toEqual([null, 'SIGKILL']);
  return acknowledged;
}

describe('a database on disk', () => {
  it('keeps items and index entries over a restart', async () => {
    const before = await documentAccount({ path });
    const item = { ...key('a'), gsi1pk: 'open', gsi1sk: '1' };
    await before.put(item);
    await before.database.close();
    const after = await documentAccount({ path });
    expect([await after.get('a'), await after.open('open')]).toEqual([item, [item]]);
    await after.database.close();
  });

  it('lets no virtual time pass while it works', async () => {
    const { put, get, clock, database } = await documentAccount({ path });
    const start = clock.now();
    const alarm = clock.sleep(3_600_000);
    for (let n = 0; n < 20; n++) await put({ ...key('a'), n });
    expect(await get('a')).toMatchObject({ n: 19 });
    expect(clock.now()).toBe(start);
    await alarm;
    expect(clock.now()).toBe(start + 3_600_000);
    await database.close();
  });

  it('refuses to take up a table with other keys', async () => {
    const { database } = await databaseAccount({ path });
    await expect(database.createTable({ ...TABLE, indexes: [] })).rejects.toThrow('other keys or indexes');
    await database.close();
  });

  it('holds whole transactions only when the process is killed in mid-write', async () => {
    for (const share of [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
      const acknowledged = await writeUntilKilled(share);
      const { database, get, open: inIndex } = await documentAccount({ path });
      const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((pk) => get(pk)));
      const number: number = a?.['number'];
      expect(number).toBeGreaterThanOrEqual(acknowledged);
      expect([b?.['number'], c?.['number']]).toEqual([number, number]);
      expect(await inIndex(`write#${number}`)).toMatchObject([{ pk: 'a' }, { pk: 'b' }, { pk: 'c' }]);
      for (const other of [number - 1, number + 1]) expect(await inIndex(`write#${other}`)).toEqual([]);
      await database.close();
    }
  });
});
