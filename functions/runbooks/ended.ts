import { withRun } from '../../core/incident/attached.ts';
import { blockedSeconds } from '../../core/runbook/brake.ts';
import { acted, outcomeOf } from '../../core/runbook/outcome.ts';
import type { RunRecord, StoredRun } from '../../core/runbook/run.ts';
import { acts, isOver } from '../../core/runbook/run-state.ts';
import type { Context } from '../context.ts';
import { readIncident, saveIncident } from '../incidents/store.ts';
import { answerEscalation } from '../incidents/tokens.ts';
import { publishRun } from './events.ts';
import { ledgerWrites, readLedgers, withActing, withEnded } from './ledgers.ts';
import { tellPeople } from './people.ts';
import { disarmDeadman } from './run-schedule.ts';
import { type SavingRun, saveRun } from './store.ts';
import { whyOf } from './view.ts';
import { writtenAnew } from './written-anew.ts';

/**
 * Writes a run; where it is over then, or begins or ceases to act on its target, what follows for others is written in
 * the same transaction.
 * @throws RecordChanged when somebody else wrote first
 */
export async function saveRunAnywhere(
  context: Context,
  before: StoredRun,
  after: RunRecord,
  saving: SavingRun,
): Promise<StoredRun> {
  const isEnd = isOver(after.state);
  if (!isEnd && acts(before) === acts(after)) return saveRun(context, before, after, saving);
  const ledgers = await readLedgers(context, after.runbook, after.target);
  const at = new Date(context.clock.now()).toISOString();
  const counted = isEnd
    ? withEnded(ledgers, after.id, outcomeOf(after), at)
    : withActing(ledgers, after.id, acts(after));
  const more = [...(saving.more ?? []), ...ledgerWrites(context, after, ledgers, counted)];
  return saveRun(context, before, after, { ...saving, more });
}

/**
 * What follows from a run's end; of one that goes on it does nothing. May be done again, and is: the deadman goes last,
 * so that it sees to what nobody else came round to.
 */
export async function carryOutEnd(context: Context, run: RunRecord): Promise<void> {
  if (!isOver(run.state)) return;
  await noteAtIncident(context, run);
  // The run that went on from it tells the rest.
  if (run.state.name !== 'RESUMED') {
    if (!isQuiet(run)) await tellEnd(context, run);
    await publishRun(context, 'RunbookEnded', run);
  }
  await disarmDeadman(context, run.id);
}

/**
 * One that nobody asked for and that changed nothing is told by the incident's story alone: others are tried after it,
 * or it is tried again. Who has approved it is told why it did not begin.
 */
function isQuiet({ state, signals, approvals }: RunRecord): boolean {
  if (state.name !== 'REFUSED' || signals === undefined) return false;
  return state.code === 'STEP_REFUSED' || (state.code === 'NOT_NOW' && approvals.length === 0);
}

/** A run that did not help, once too often, is also why nobody should wait for the next level. */
async function tellEnd(context: Context, run: RunRecord): Promise<void> {
  const { id: runId, runbook, state, target, incidentId } = run;
  const { lately } = await readLedgers(context, runbook, target);
  const blocked = blockedSeconds(lately.brake, context.clock.now()) > 0 && outcomeOf(run) !== 'none';
  const stop = blocked
    ? ` ${lately.brake.ineffective} runs in a row did not help: no other one begins before ${lately.brake.blockedUntil}.`
    : '';
  const words = `${whyOf(state) ?? ''}${stop}`;
  await tellPeople(context, run, 'ended', {
    type: 'run-finished',
    runId,
    runbook,
    outcome: state.name,
    words,
  });
  if (blocked && incidentId !== undefined) await answerEscalation(context, incidentId, { next: 'tell' });
}

/** Writes into the story of a run's incident that it began, or how it ended. */
export async function noteAtIncident(context: Context, run: RunRecord): Promise<void> {
  const { id: runId, runbook, target, incidentId, createdAt: at, state } = run;
  if (incidentId === undefined) return;
  const code = state.name === 'REFUSED' ? state.code : undefined;
  const noted = {
    runId,
    runbook,
    service: target.service,
    at,
    ...(isOver(state) && { outcome: state.name, changed: acted(run) }),
    ...(code !== undefined && { code }),
  };
  await writtenAnew(context, async () => {
    const before = await readIncident(context, incidentId);
    const after = withRun(before, noted, context.clock.now());
    if (after === before) return;
    await saveIncident(context, before, after, { words: `Runbook ${runbook} (${runId}): ${state.name}.` });
  });
}
