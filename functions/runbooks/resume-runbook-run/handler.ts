import { runbookHash } from '../../../core/runbook/plan.ts';
import { resumedApprovals, resumedSteps } from '../../../core/runbook/resume.ts';
import type { StoredRun } from '../../../core/runbook/run.ts';
import { transition } from '../../../core/runbook/run-state.ts';
import { chainedWrites } from '../../audit/chained-writes.ts';
import { carriedOut } from '../../carried-out.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import type { WriteItem } from '../../table.ts';
import { aboutRecord } from '../../target.ts';
import { carryOutEnd } from '../ended.ts';
import { gatherFacts } from '../facts.ts';
import { readRunbook } from '../known-runbooks.ts';
import { admission, refuseUnlessAdmitted } from '../make-run.ts';
import { carryOutStart, createRun, runOf } from '../new-run.ts';
import { closedItem, INDEX, readRun, resourceOf } from '../store.ts';
import { targetOfRun } from '../target.ts';
import { viewOf } from '../view.ts';
import type { definition } from './definition.ts';

const resume: Handler<typeof definition> = async ({ runId, doubt }, context) => {
  const held = await readRun(context, runId);
  const runbook = readRunbook(context, held.runbook);
  const steps = resumedSteps(held, { runbookHash: runbookHash(runbook), ...(doubt && { doubt }) });
  const facts = await gatherFacts(context, runbook, held.target, held.incidentId, {
    steps,
    plan: held.plan,
  });
  const { target, incidentId, signals, autonomy, approvalsNeeded, plan, planHash } = held;
  const run = runOf(context, facts, {
    target,
    ...(incidentId !== undefined && { incidentId }),
    ...(signals && { signals }),
    autonomy,
    approvalsNeeded,
    approvals: resumedApprovals(held, runbook.approvalSeconds, context.clock.now()),
    plan,
    planHash,
    steps,
    requestedBy: held.requestedBy,
    resumes: held.id,
  });
  const others = facts.ledgers.underWay.live.filter(({ id }) => id !== held.id);
  const without = { ...facts, ledgers: { ...facts.ledgers, underWay: { live: others } } };
  refuseUnlessAdmitted(admission(context, without, run));
  const answer = { run: viewOf(run) };
  const more = resumedWrites(context, held, run.id);
  await createRun(context, facts, run, { answer, replaces: held.id, more });
  return answer;
};

/** The held run's own writes: it has another one in its place, in the same transaction. */
function resumedWrites(context: Context, held: StoredRun, as: string): WriteItem[] {
  const { head, ...record } = held;
  const by = context.call.caller.arn;
  const at = new Date(context.clock.now()).toISOString();
  const after = { ...record, state: transition(held.state, { type: 'resumed', at, as, by }) };
  const { environment, service } = record.target;
  const item = {
    gsi1pk: INDEX.target(context, environment, service),
    gsi1sk: `${record.createdAt}#${record.id}`,
    record: after,
  };
  const words = `Resumed by ${by} as ${as}.`;
  const { writes } = chainedWrites(context, { resource: resourceOf(record.id), head, item, words });
  return [...writes, closedItem(context, record.id)];
}

export const handler = aboutRecord(
  carriedOut(resume, async ({ run }, context) => {
    const record = await readRun(context, run.runId);
    await carryOutStart(context, record);
    if (record.resumes === undefined) return;
    await carryOutEnd(context, await readRun(context, record.resumes));
  }),
  targetOfRun,
);
