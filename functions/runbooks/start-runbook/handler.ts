import { InvalidInput } from '../../../core/errors.ts';
import type { IncidentRecord } from '../../../core/incident/record.ts';
import { isNamed, notConcerned } from '../../../core/runbook/concerned.ts';
import type { RunTarget } from '../../../core/runbook/run.ts';
import { carriedOut } from '../../carried-out.ts';
import type { Context } from '../../context.ts';
import { graphOf } from '../../incidents/graph.ts';
import type { Handler } from '../../operation.ts';
import { listServices } from '../../services/store.ts';
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
  if (facts.incident) await refuseUnlessConcerned(context, facts.incident.record, { environment, service });
  const run = drafted(context, facts, 'person', incidentId);
  const admitted = admission(context, facts, run);
  const plan = planAnswer(runbook, run, admitted);
  if (dryRun) return { plan };
  refuseUnlessAdmitted(admitted);
  const answer = { run: viewOf(run), plan };
  await createRun(context, facts, run, { answer });
  return answer;
};

/** Other signals than those of its target would prove the run. */
async function refuseUnlessConcerned(
  context: Context,
  incident: IncidentRecord,
  target: RunTarget,
): Promise<void> {
  if (isNamed(incident, target)) return;
  const violation = notConcerned(incident, target, graphOf(await listServices(context, target.environment)));
  if (!violation) return;
  throw new InvalidInput(`${violation.field} ${violation.problem}.`, { violations: [violation] });
}

export const handler = carriedOut(start, async ({ run }, context) => {
  if (run) await carryOutStart(context, await readRun(context, run.runId));
});
