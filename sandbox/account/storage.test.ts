import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExecutionRecord } from '../step-functions/execution-record.ts';
import { DurableState, part } from './durable-state.ts';
import { Storage } from './storage.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'storage-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** A service with one value, which says when it was changed. */
function counter(changed: () => void) {
  let value = 0;
  return {
    set: (next: number) => {
      value = next;
      changed();
    },
    get: () => value,
    snapshot: () => ({ value }),
    restore: (kept: { value: number }) => {
      value = kept.value;
    },
  };
}

function durable() {
  const storage = new Storage(directory);
  const one = counter(() => state.changed('one'));
  const state: DurableState = new DurableState(storage, { one: part(one) });
  return { storage, one, state };
}

describe('the parts of an account', () => {
  it('are kept with every change and taken up again', async () => {
    const before = durable();
    await before.state.restore();
    before.one.set(3);
    before.one.set(4);
    await Promise.resolve();
    const after = durable();
    await after.state.restore();
    expect(after.one.get()).toBe(4);
  });

  it('cannot be overwritten before they are taken up', async () => {
    const before = durable();
    await before.state.restore();
    before.one.set(4);
    await Promise.resolve();
    const after = durable();
    after.one.set(0);
    await Promise.resolve();
    await after.state.restore();
    expect(after.one.get()).toBe(4);
  });

  it('are written only when they differ', async () => {
    const { storage, one, state } = durable();
    await state.restore();
    one.set(5);
    await Promise.resolve();
    const written = statSync(storage.path('one.json')).ino;
    one.set(5);
    await Promise.resolve();
    expect(statSync(storage.path('one.json')).ino).toBe(written);
    expect(readFileSync(storage.path('one.json'), 'utf8')).toBe('{"value":5}');
  });
});

it('answers the last record of each execution, whatever a kill cut off', async () => {
  const { executions, path } = {
    ...new Storage(directory),
    path: new Storage(directory).path('executions.jsonl'),
  };
  const record = (name: string, status: ExecutionRecord['status']): ExecutionRecord => ({
    arn: `arn:${name}`,
    name,
    machineArn: 'arn:machine',
    status,
    startedAt: 1,
    input: '{}',
    events: [],
  });
  await executions.save(record('a', 'RUNNING'));
  await executions.save(record('b', 'RUNNING'));
  await executions.save(record('a', 'SUCCEEDED'));
  appendFileSync(path, '{"arn":"arn:b","sta');
  const kept = await new Storage(directory).executions.load();
  expect(kept.map(({ name, status }) => [name, status])).toEqual([
    ['a', 'SUCCEEDED'],
    ['b', 'RUNNING'],
  ]);
});
