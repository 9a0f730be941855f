import { carriedOut } from '../../carried-out.ts';
import type { Handler } from '../../operation.ts';
import { gatherFacts } from '../facts.ts';
import { readRunbook } from '../known-runbooks.ts';
import { admission, drafted, planAnswer, refuseUnlessAdmitted } from '../make-run.ts';
import { carryOutStart, createRun } from '../new-run.ts';
import { readRun } from '../store.ts';
import { viewOf } from '../view.ts';
import type { definition } from './definition.ts';

const start: Handler<typeof definition> = async (input, context) => {
  const { environment, service, incidentId, dryRun } = input;
  const runbook = readRunbook(context, input.runbook);
  const facts = await gatherFacts(context, runbook, { environment, service }, incidentId);
  const run = drafted(context, facts, 'person', incidentId);
  const admitted = admission(context, facts, run);
  const plan = planAnswer(runbook, run, admitted);
  if (dryRun) return { plan };
  refuseUnlessAdmitted(admitted);
  const answer = { run: viewOf(run), plan };
  await createRun(context, facts, run, { answer });
  return answer;
};

export const handler = carriedOut(start, async ({ run }, context) => {
  if (run) await carryOutStart(context, await readRun(context, run.runId));
});
