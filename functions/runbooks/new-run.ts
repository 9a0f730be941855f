import { DependencyFailed } from '../../core/errors.ts';
import type { Autonomy } from '../../core/runbook/autonomy.ts';
import { secondsForPeople } from '../../core/runbook/people-time.ts';
import { planCost, planHash } from '../../core/runbook/plan.ts';
import type { RunRecord, StoredRun } from '../../core/runbook/run.ts';
import type { Context } from '../context.ts';
import type { WriteItem } from '../table.ts';
import { noteAtIncident } from './ended.ts';
import { publishRun } from './events.ts';
import { startRun } from './execution.ts';
import type { Facts } from './facts.ts';
import { ledgerWrites, withEnded, withLive } from './ledgers.ts';
import { armDeadman, START_SECONDS } from './run-schedule.ts';
import { saveRun } from './store.ts';

/** What a machine needs between its steps, and an undoing after them. */
const MARGIN_SECONDS = 900;

export type RunParts = Pick<RunRecord, 'target' | 'requestedBy' | 'approvalsNeeded'> &
  Partial<
    Pick<RunRecord, 'incidentId' | 'signals' | 'resumes' | 'steps' | 'approvals' | 'plan' | 'planHash'>
  > & {
    readonly autonomy: Autonomy;
  };

/** The record of a run that is about to be made. */
export function runOf(context: Context, { runbook, plan }: Facts, parts: RunParts): RunRecord {
  const now = context.clock.now();
  const seconds = runbook.timeoutSeconds + secondsForPeople(runbook) + MARGIN_SECONDS;
  return {
    id: context.ids.next('run', now),
    runbook: runbook.name,
    runbookHash: plan.runbookHash,
    state: { name: 'PENDING' },
    steps: runbook.steps.map(({ name, tool }) => ({ name, tool, state: { name: 'WAITING' } })),
    plan: plan.steps,
    planHash: planHash(plan),
    onFailure: runbook.onFailure,
    approvals: [],
    createdAt: new Date(now).toISOString(),
    deadline: new Date(now + seconds * 1000).toISOString(),
    ...parts,
  };
}

export interface Creating {
  readonly answer?: unknown;
  /** The run whose place it takes at the target. */
  readonly replaces?: string;
  readonly more?: readonly WriteItem[];
}

/**
 * Writes a new run: the deadman first, since it does nothing without a record; then the record and the list of what is
 * under way at its target, in one transaction. `carryOutStart` has to follow.
 * @throws RecordChanged when another run of the target came first
 */
export async function createRun(
  context: Context,
  { ledgers }: Facts,
  run: RunRecord,
  { answer, replaces, more = [] }: Creating = {},
): Promise<StoredRun> {
  await armDeadman(context, run.id, context.clock.now() + START_SECONDS * 1000);
  const { environment, service } = run.target;
  const words = `Runbook ${run.runbook} on ${environment}/${service}, for about $${planCost(run.plan).toFixed(2)}.`;
  const others = replaces === undefined ? ledgers : withEnded(ledgers, replaces, 'none', run.createdAt);
  const listed = ledgerWrites(context, run, ledgers, withLive(others, run));
  return saveRun(context, undefined, run, { words, answer, more: [...listed, ...more] });
}

/**
 * Starts the execution of a run that is PENDING, and tells subscribers; its name is the run's id, so it starts once. Of
 * any other run it does nothing.
 * @throws DependencyFailed when it could not be started: without a repeat the deadman ends it
 */
export async function carryOutStart(context: Context, run: RunRecord): Promise<void> {
  if (run.state.name !== 'PENDING') return;
  try {
    await startRun(context, run);
  } catch (cause) {
    throw new DependencyFailed(
      `The run ${run.id} is recorded, but could not be started; a repeat with the same idempotency key starts it, otherwise it ends by itself within ${START_SECONDS / 60} minutes.`,
      { conflictsWith: run.id, cause },
    );
  }
  await noteAtIncident(context, run);
  await publishRun(context, 'RunbookStarted', run);
}
