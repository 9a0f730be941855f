import type { PlannedStep, RunRecord, RunState, RunStep, StepState } from './run.ts';

/** Times that tests count in: minutes after midnight of a day. */
export const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString();
export const ms = (minutes: number) => Date.parse(at(minutes));

const before = { desired: 4 };
/** A step in every state. */
export const STEP_STATES = {
  WAITING: { name: 'WAITING' },
  BEGUN: { name: 'BEGUN', at: at(1), before },
  DONE: { name: 'DONE', at: at(1), before, result: { desired: 6 } },
  VERIFIED: { name: 'VERIFIED', at: at(1), before, result: { desired: 6 }, evidence: '6 run.' },
  SKIPPED: { name: 'SKIPPED', at: at(1), why: 'Not needed.' },
  FAILED: { name: 'FAILED', at: at(1), why: 'Refused.' },
  'FAILED after it began': { name: 'FAILED', at: at(1), before, why: 'No answer.' },
  UNDONE: { name: 'UNDONE', at: at(1), evidence: '4 run.' },
  NOT_UNDONE: { name: 'NOT_UNDONE', at: at(1), before, why: 'Gone.' },
  IN_DOUBT: { name: 'IN_DOUBT', at: at(1), before, why: 'No answer.' },
} as const satisfies Record<string, StepState>;

/** A run in every state. */
export const RUN_STATES = {
  PENDING: { name: 'PENDING' },
  AWAITING_APPROVAL: { name: 'AWAITING_APPROVAL', since: at(0), deadline: at(60) },
  RUNNING: { name: 'RUNNING', since: at(0) },
  RECOVERING: { name: 'RECOVERING', since: at(0) },
  'RECOVERING and well': { name: 'RECOVERING', since: at(0), wellSince: at(5) },
  UNDOING: { name: 'UNDOING', since: at(0), why: 'It failed.', end: { name: 'FAILED' } },
  HELD: { name: 'HELD', at: at(0), why: 'It failed.', deadline: at(60) },
  RESUMED: { name: 'RESUMED', at: at(0), as: 'run-2', by: 'ann' },
  SUCCEEDED: { name: 'SUCCEEDED', at: at(0), evidence: 'Well.' },
  INEFFECTIVE: { name: 'INEFFECTIVE', at: at(0), why: 'Still bad.' },
  FAILED: { name: 'FAILED', at: at(0), why: 'It failed.' },
  STOPPED: { name: 'STOPPED', at: at(0), by: 'ann', why: 'Stopped.' },
  REFUSED: { name: 'REFUSED', at: at(0), why: 'Frozen.' },
} as const satisfies Record<string, RunState>;

export const scale: PlannedStep = {
  name: 'scale-out',
  tool: 'scale_service',
  field: 'scale-up',
  params: { by: 2 },
  changes: true,
  inverse: { kind: 'recorded' },
  words: 'From 4 to 6 tasks.',
  seen: { desired: 4 },
  costDollars: 0.25,
};
export const read: PlannedStep = {
  name: 'read-cpu',
  tool: 'read_metric',
  field: 'CPUUtilization',
  params: { minutes: 5 },
  changes: false,
  words: 'Reads CPUUtilization.',
  seen: null,
  costDollars: 0.0001,
};
export const restart: PlannedStep = {
  name: 'restart',
  tool: 'restart_service',
  params: {},
  changes: true,
  inverse: { kind: 'none', why: 'a restart leaves nothing behind' },
  words: 'Restarts 4 tasks.',
  seen: { version: 'v1' },
  costDollars: 0.02,
};

/** The plan with a step's state beside each of its steps. */
export function steps(...planned: readonly (readonly [PlannedStep, StepState])[]) {
  return {
    plan: planned.map(([plan]) => plan),
    steps: planned.map(([{ name, tool }, state]): RunStep => ({ name, tool, state })),
  };
}

export const RUN: RunRecord = {
  id: 'run-1',
  runbook: 'add-capacity',
  runbookHash: 'a'.repeat(64),
  target: { environment: 'production', service: 'storefront' },
  incidentId: 'inc-1',
  state: RUN_STATES.PENDING,
  ...steps([read, STEP_STATES.WAITING], [scale, STEP_STATES.WAITING]),
  planHash: 'b'.repeat(64),
  onFailure: 'undo',
  autonomy: 'ask',
  approvals: [],
  approvalsNeeded: 1,
  requestedBy: 'arn:aws:sts::000000000000:assumed-role/operator/ann',
  createdAt: at(0),
  deadline: at(120),
};
