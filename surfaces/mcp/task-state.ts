import { isObject, type Json } from './json-rpc.ts';

/** How often a client should look, in milliseconds; the judge itself looks once a minute. */
const POLL_MS = 15_000;

/** A kind of long work; its task's identifier is that of its record. */
interface Kind {
  /** Operations that begin it. */
  readonly begun: readonly string[];
  /** The field of an answer that holds the record, and the record's identifier. */
  readonly field: string;
  readonly id: string;
  readonly pattern: RegExp;
  readonly read: string;
  readonly cancel: string;
}

const KINDS: readonly Kind[] = [
  {
    begun: ['deploy_application', 'rollback_deployment'],
    field: 'deployment',
    id: 'deploymentId',
    pattern: /^dep-[0-9a-z]{10,40}$/,
    read: 'get_deployment',
    cancel: 'abort_deployment',
  },
  {
    begun: ['start_runbook', 'resume_runbook_run'],
    field: 'run',
    id: 'runId',
    pattern: /^run-[0-9a-z]{10,40}$/,
    read: 'get_runbook_run',
    cancel: 'stop_runbook_run',
  },
];

type End = 'succeeded' | 'failed' | 'cancelled';

/** The states that end a deployment or a run; in every other one it goes on, or waits for somebody. */
const ENDS: Readonly<Record<string, End>> = {
  PROMOTED: 'succeeded',
  SUCCEEDED: 'succeeded',
  RESUMED: 'succeeded',
  ROLLED_BACK: 'failed',
  REFUSED: 'failed',
  FAILED: 'failed',
  INEFFECTIVE: 'failed',
  ABORTED: 'cancelled',
  STOPPED: 'cancelled',
};

/** A task by its identifier: the operations that show it and end it. */
export interface TaskRef {
  readonly field: string;
  readonly read: string;
  readonly cancel: string;
  readonly input: Json;
}

export function taskRef(taskId: unknown): TaskRef | undefined {
  const kind = KINDS.find(({ pattern }) => typeof taskId === 'string' && pattern.test(taskId));
  return kind && { field: kind.field, read: kind.read, cancel: kind.cancel, input: { [kind.id]: taskId } };
}

/** The task that an operation's answer is the beginning of; a dry run begins none. */
export function begunTask(operation: string, answer: Json): Json | undefined {
  const kind = KINDS.find(({ begun }) => begun.includes(operation));
  const record = kind && answer[kind.field];
  if (!kind || !isObject(record) || endOf(record) !== undefined) return undefined;
  return taskOf(record[kind.id], record);
}

export function endOf({ state }: Json): End | undefined {
  return Object.hasOwn(ENDS, String(state)) ? ENDS[String(state)] : undefined;
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
