import { endOf, LONG_WORK } from '../long-work.ts';
import { isObject, type Json } from './json-rpc.ts';

/** How often a client should look, in milliseconds; the judge itself looks once a minute. */
const POLL_MS = 15_000;

/** A task by its identifier: the operations that show it and end it. */
export interface TaskRef {
  readonly field: string;
  readonly read: string;
  readonly cancel: string;
  readonly input: Json;
}

export function taskRef(taskId: unknown): TaskRef | undefined {
  const kind = LONG_WORK.find(({ pattern }) => typeof taskId === 'string' && pattern.test(taskId));
  return kind && { field: kind.field, read: kind.read, cancel: kind.cancel, input: { [kind.id]: taskId } };
}

/** The task that an operation's answer is the beginning of; a dry run begins none. */
export function begunTask(operation: string, answer: Json): Json | undefined {
  const kind = LONG_WORK.find(({ begun }) => begun.includes(operation));
  const record = kind && answer[kind.field];
  if (!kind || !isObject(record) || endOf(record) !== undefined) return undefined;
  return taskOf(record[kind.id], record);
}

/** A task as the extension writes it, without what its work came to. */
export function taskOf(taskId: unknown, record: Json): Json {
  const end = endOf(record);
  return {
    taskId,
    status: end === undefined ? 'working' : end === 'cancelled' ? 'cancelled' : 'completed',
    statusMessage: String(record['state']),
    createdAt: record['createdAt'],
    lastUpdatedAt:
      record['since'] ?? atOf(record['lastVerdict']) ?? atOf(record['weights']) ?? record['createdAt'],
    // Records are kept for good.
    ttlMs: null,
    pollIntervalMs: POLL_MS,
  };
}

function atOf(value: unknown): unknown {
  return isObject(value) ? value['at'] : undefined;
}
