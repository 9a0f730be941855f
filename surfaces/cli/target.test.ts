import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findTarget } from './target.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'target-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function sandbox(name: string, pid: number) {
  await mkdir(join(directory, '.sandbox', name), { recursive: true });
  const endpoint = { api: `http://127.0.0.1:${pid}`, loadBalancer: 'http://127.0.0.1:1', pid };
  await writeFile(join(directory, '.sandbox', name, 'endpoint.json'), JSON.stringify(endpoint));
}
const LIVE = [4001, 4002];
const find = (asked?: string, env: Record<string, string> = {}) =>
  findTarget(asked, { env, directory, isAlive: (pid) => LIVE.includes(pid) });

describe('the target', () => {
  it('is what was asked for, before the environment, before the sandbox', async () => {
    await sandbox('mine', 4001);
    const env = { OPERATE_ENDPOINT: 'http://localhost:9' };
    expect(find('https://api.example.com/', env)).toEqual({ kind: 'aws', url: 'https://api.example.com' });
    expect(find(undefined, env)).toEqual({ kind: 'sandbox', url: 'http://localhost:9' });
    expect(find()).toEqual({ kind: 'sandbox', url: 'http://127.0.0.1:4001' });
  });

  it('is never a sandbox whose process is gone', async () => {
    await sandbox('dead', 3999);
    expect(() => find()).toThrow(/npm start/);
    await sandbox('alive', 4002);
    expect(find().url).toBe('http://127.0.0.1:4002');
  });

  it('is not guessed between two', async () => {
    await sandbox('one', 4001);
    await sandbox('two', 4002);
    await mkdir(join(directory, '.sandbox', 'unfinished'));
    expect(() => find()).toThrow(/one \(http:\/\/127.0.0.1:4001\) and two \(http:\/\/127.0.0.1:4002\)/);
  });

  it.each(['http://api.example.com', 'ftp://localhost', 'localhost:80', 'nonsense'])('is not %s', (url) => {
    expect(() => find(url)).toThrow(url);
  });
});
