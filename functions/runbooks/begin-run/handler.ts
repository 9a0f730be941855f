import { Refused } from '../../../core/errors.ts';
import { type Admission, admit, passes } from '../../../core/runbook/admission.ts';
import { planCost } from '../../../core/runbook/plan.ts';
import { firstToDo, resultsOf } from '../../../core/runbook/resume.ts';
import type { StoredRun } from '../../../core/runbook/run.ts';
import { acts, isOver, transition } from '../../../core/runbook/run-state.ts';
import type { Runbook } from '../../../core/runbook/runbook.ts';
import { changedSteps } from '../../../core/runbook/undo.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { notLeased } from '../../runs/lease.ts';
import { readService } from '../../services/store.ts';
import { saveRunAnywhere } from '../ended.ts';
import { admissionFacts, type Facts, gatherFacts } from '../facts.ts';
import { carryOutFailure, recordFailure } from '../fail.ts';
import { findRunbook } from '../known-runbooks.ts';
import { ledgerWrites, withActing, withBegun } from '../ledgers.ts';
import { targetFacts } from '../plan-run.ts';
import { moveDeadman } from '../run-schedule.ts';
import { readRun, saveRun } from '../store.ts';
import { whyOf } from '../view.ts';
import type { definition } from './definition.ts';

type Answer = Awaited<ReturnType<Handler<typeof definition>>>;

/** Asked again after an approval, and by a machine whose first call got no answer. */
export const handler: Handler<typeof definition> = async ({ runId }, context) => {
  const before = await readRun(context, runId);
  if (isOver(before.state) || before.state.name === 'UNDOING' || before.state.name === 'HELD')
    return ended(context, before);
  if (before.state.name === 'RUNNING' || before.state.name === 'RECOVERING') return goOn(context, before);
  const runbook = findRunbook(context, before.runbook);
  if (!runbook) return refuse(context, before, `The runbook '${before.runbook}' is no longer deployed.`);
  return decide(context, before, runbook);
};

async function decide(context: Context, before: StoredRun, runbook: Runbook): Promise<Answer> {
  let facts: Facts;
  try {
    facts = await gatherFacts(context, runbook, before.target, before.incidentId, resumedRun(before));
  } catch (error) {
    if (error instanceof Refused) return refuse(context, before, error.message);
    throw error;
  }
  const target = targetFacts(before.target, facts.service.target.type, facts.plan);
  const admission: Admission = admit(admissionFacts(context, facts, before));
  switch (admission.next) {
    case 'refuse':
      return refuse(context, before, admission.words, passes(admission) ? 'NOT_NOW' : undefined);
    case 'approve':
      await moveDeadman(context, before.id, Date.parse(before.deadline));
      return { next: 'approve', results: resultsOf(before), target };
    case 'run':
      return where(await begin(context, before, facts), target);
  }
}

/** The steps that are behind a run have changed what they would be planned on. */
function resumedRun(run: StoredRun): StoredRun | undefined {
  return run.resumes === undefined ? undefined : run;
}

/**
 * The ledgers that were read are part of the condition: two runs that begin at once have seen each other. So is that no
 * deployment is under way; of a run and a deployment that begin at once the second one finds the first.
 */
async function begin(context: Context, before: StoredRun, facts: Facts): Promise<StoredRun> {
  const now = context.clock.now();
  const at = new Date(now).toISOString();
  await moveDeadman(context, before.id, Date.parse(before.deadline));
  const after = { ...before, state: transition(before.state, { type: 'begun', at }) };
  const cost = planCost(facts.plan.steps);
  const begun = withActing(withBegun(facts.ledgers, cost, now), before.id, acts(after));
  const { environment, service } = before.target;
  const more = [
    ...ledgerWrites(context, before, facts.ledgers, begun),
    notLeased(context, environment, service),
  ];
  return saveRun(context, before, after, { words: 'The run begins.', more });
}

/** An earlier call began it, and its answer was lost. */
async function goOn(context: Context, run: StoredRun): Promise<Answer> {
  const { environment, service } = run.target;
  const { target } = await readService(context, environment, service);
  const plan = { runbookHash: run.runbookHash, target: run.target, steps: run.plan };
  return where(run, targetFacts(run.target, target.type, plan));
}

function where(run: StoredRun, target: Record<string, unknown>): Answer {
  const results = resultsOf(run);
  const first = firstToDo(run);
  return first ? { next: 'run', step: first.name, results, target } : { next: 'prove', results, target };
}

/** A run that goes on from a held one has changed something already: it is held again, or undone. */
async function refuse(context: Context, before: StoredRun, words: string, code?: 'NOT_NOW'): Promise<Answer> {
  const at = new Date(context.clock.now()).toISOString();
  if (changedSteps(before).length > 0) {
    const reason = { code: 'STEP_REFUSED', words } as const;
    return ended(context, await recordFailure(context, before, { reason }));
  }
  const state = transition(before.state, { type: 'refused', at, why: words, ...(code && { code }) });
  const after = { ...before, state };
  return ended(context, await saveRunAnywhere(context, before, after, { words, outcome: 'Refused' }));
}

async function ended(context: Context, run: StoredRun): Promise<Answer> {
  await carryOutFailure(context, run);
  const words = whyOf(run.state) ?? `The run is ${run.state.name}.`;
  return { next: 'refuse', reason: { code: run.state.name, words }, results: {}, target: { ...run.target } };
}
