/** What may go wrong with what stands in a system; each kind's intensity has a unit of its own, see `begin-fault.ts`. */
export const WORKLOAD_FAULTS = [
  'memory-leak',
  'cpu-burn',
  'hung-tasks',
  'connection-leak',
  'noisy-neighbour',
  'crash-loop',
  'flaky',
  'disk-full-of-logs',
  'disk-full-of-data',
  'agent-stops',
  'failing-version',
  'slow-version',
  'crash-looping-version',
  'leaking-version',
  'load-spike',
  'too-few-tasks',
  'no-capacity',
  'stuck-consumer',
  'low-concurrency',
  'account-concurrency',
  'bad-input',
  'message-burst',
  'poison-messages',
  'slow-dependency',
  'dependency-down',
  'long-queries',
  'database-overloaded',
  'certificate-imported',
  'certificate-unvalidated',
] as const;

export type WorkloadFaultKind = (typeof WORKLOAD_FAULTS)[number];

export interface WorkloadFault {
  readonly kind: WorkloadFaultKind;
  /** Name of a service, database, provider or queue of the system. */
  readonly at: string;
  readonly intensity: number;
  /** The version that has it, for kinds of versions: an image tag, or a function's version. */
  readonly version?: string;
}

/** A fault that has begun. Ending it does not undo what it has done: a killed task stays killed. */
export interface RunningFault {
  end(): void;
}
