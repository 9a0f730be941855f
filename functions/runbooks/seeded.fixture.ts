import { planHash } from '../../core/runbook/plan.ts';
import { RUN, RUN_STATES, STEP_STATES, scale, steps } from '../../core/runbook/run.fixture.ts';
import type { RunRecord, RunState, StepState, StoredRun } from '../../core/runbook/run.ts';
import { acts, isOver } from '../../core/runbook/run-state.ts';
import type { Installation } from '../../test/flows/installation.ts';
import { ledgerWrites, readLedgers, withActing, withLive } from './ledgers.ts';
import { armDeadman } from './run-schedule.ts';
import { saveRun } from './store.ts';

const HOUR_MS = 3_600_000;

/** Moves the times of a state to now; those that end something are an hour away. */
function atNow(state: RunState, now: number): RunState {
  const times = { since: now, at: now, wellSince: now, deadline: now + HOUR_MS };
  const moved = Object.entries(times).filter(([name]) => name in state);
  return { ...state, ...Object.fromEntries(moved.map(([name, ms]) => [name, new Date(ms).toISOString()])) };
}

export interface Seed extends Partial<Omit<RunRecord, 'state'>> {
  /** false where the deadman has struck. */
  readonly armed?: boolean;
  readonly in?: RunState['name'];
  /** Where its one step stands, which scales. */
  readonly step?: StepState;
}

/** Writes a run down, of a service of its own, with deadman and ledgers but without anything that runs. */
export async function seededRun({ context, clock }: Installation, seed: Seed = {}): Promise<StoredRun> {
  const now = clock.now();
  const { in: name = 'PENDING', step = STEP_STATES.WAITING, armed = true, ...rest } = seed;
  const id = context.ids.next('run', now);
  const { incidentId: _none, ...run } = RUN;
  const target = { environment: 'production', service: `shop-${id.slice(-8)}` };
  const planned = steps([scale, step]);
  const plan = { runbookHash: run.runbookHash, target, steps: planned.plan };
  const record: RunRecord = {
    ...run,
    ...planned,
    id,
    target,
    planHash: planHash(plan),
    state: atNow(RUN_STATES[name], now),
    createdAt: new Date(now).toISOString(),
    deadline: new Date(now + HOUR_MS).toISOString(),
    ...rest,
  };
  if (armed) await armDeadman(context, id, now + HOUR_MS);
  const ledgers = await readLedgers(context, record.runbook, record.target);
  const live = withActing(withLive(ledgers, record), id, acts(record));
  const more = isOver(record.state) ? [] : ledgerWrites(context, record, ledgers, live);
  return saveRun(context, undefined, record, { words: 'Seeded.', more });
}
