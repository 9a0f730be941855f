import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ECSClient } from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TEST_ROLE } from './account.fixture.ts';
import { callFile } from './call-file.ts';
import { account, update } from './stand-ins.fixture.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'calls-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

const lines = () =>
  readdirSync(directory)
    .flatMap((file) => readFileSync(join(directory, file), 'utf8').trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as object);

it('writes every call down where the environment asks for it', async () => {
  vi.stubEnv('OPERATE_RECORD_CALLS', directory);
  await account().clients(ECSClient).send(update());
  expect(lines()).toEqual([
    {
      client: 'ECSClient',
      command: 'UpdateService',
      principal: TEST_ROLE,
      actions: ['ecs:UpdateService'],
      input: { service: 'shop', desiredCount: 2 },
    },
  ]);
});

it('writes nothing otherwise', () => {
  vi.stubEnv('OPERATE_RECORD_CALLS', '');
  expect(callFile()).toBeUndefined();
});

it('marks what JSON does not have: times and bytes', () => {
  const input = { at: new Date(0), body: Uint8Array.of(1, 2), list: [new Date(1)], none: null };
  callFile(directory)?.({ client: 'C', command: 'Put', principal: 'p', actions: [], input });
  expect(lines()).toMatchObject([
    {
      input: {
        at: { $timestamp: '1970-01-01T00:00:00.000Z' },
        body: { $blob: 'AQI=' },
        list: [{ $timestamp: '1970-01-01T00:00:00.001Z' }],
        none: null,
      },
    },
  ]);
});
