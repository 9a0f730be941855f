import type { ExecutionEnd, ExecutionStatus } from './asl/execution.ts';
import type { RecordedEvent } from './asl/history.ts';

/** An execution as it is kept and journalled: plain JSON, times in milliseconds since the epoch. */
export interface ExecutionRecord {
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  readonly status: ExecutionStatus;
  readonly startedAt: number;
  readonly stoppedAt?: number;
  /** JSON text, as it was sent. */
  readonly input: string;
  /** JSON text. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly events: readonly RecordedEvent[];
}

/** Where executions survive the process. `load` answers the last record saved of each execution. */
export interface Journal {
  save(execution: ExecutionRecord): void | Promise<void>;
  load(): readonly ExecutionRecord[] | Promise<readonly ExecutionRecord[]>;
}

export function endRecord(
  record: ExecutionRecord,
  end: ExecutionEnd,
  stoppedAt: number,
  events: readonly RecordedEvent[],
): ExecutionRecord {
  const ended = { ...record, status: end.status, stoppedAt, events };
  if (end.status === 'SUCCEEDED') return { ...ended, output: JSON.stringify(end.output) };
  return {
    ...ended,
    ...(end.error === undefined ? {} : { error: end.error }),
    ...(end.reason === undefined ? {} : { cause: end.reason }),
  };
}

/** The record of an execution whose process is gone: its place in the machine is lost, so it is over. */
export function abandonedRecord(record: ExecutionRecord, now: number): ExecutionRecord {
  const error = 'Sandbox.Restarted';
  const cause = 'The sandbox was restarted while the execution was running.';
  const last = record.events.at(-1)?.id ?? 0;
  const event: RecordedEvent = {
    id: last + 1,
    previousEventId: last,
    timestamp: now,
    type: 'ExecutionAborted',
    executionAbortedEventDetails: { error, cause },
  };
  return { ...record, status: 'ABORTED', stoppedAt: now, error, cause, events: [...record.events, event] };
}
