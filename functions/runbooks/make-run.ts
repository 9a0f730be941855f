import { Conflict, Refused } from '../../core/errors.ts';
import { type Admission, admit } from '../../core/runbook/admission.ts';
import { type AskedBy, approvalsNeeded } from '../../core/runbook/approval.ts';
import { levelOf } from '../../core/runbook/autonomy.ts';
import { planCost } from '../../core/runbook/plan.ts';
import type { RunRecord } from '../../core/runbook/run.ts';
import type { Runbook } from '../../core/runbook/runbook.ts';
import type { Context } from '../context.ts';
import { admissionFacts, type Facts } from './facts.ts';
import { runOf } from './new-run.ts';
import { inverseWords } from './view.ts';

/** The run that the facts lead to, as it would be made now. */
export function drafted(context: Context, facts: Facts, askedBy: AskedBy, incidentId?: string): RunRecord {
  const { runbook, service, ledgers, budget } = facts;
  const autonomy = levelOf(ledgers.earned.ledger, context.environment.autonomyCeiling);
  const own = approvalsNeeded(runbook.risk, autonomy, askedBy);
  return runOf(context, facts, {
    target: { environment: service.environment, service: service.name },
    ...(incidentId !== undefined && { incidentId }),
    autonomy,
    // A budget that is running out asks a second person, as it does before a deployment.
    approvalsNeeded: own === 0 && budget?.needsApproval ? 1 : own,
    requestedBy: context.call.caller.arn,
  });
}

/** Whether the run may begin, and if not, why. */
export function admission(context: Context, facts: Facts, run: RunRecord): Admission {
  const { service, incident } = facts;
  // What proves nothing must not change anything.
  const provable = (incident?.record.memberCount ?? 0) > 0 || service.alarms.length > 0;
  if (provable) return admit(admissionFacts(context, facts, run));
  const words = `Neither an incident's signals nor alarms of ${service.name} could show that it helped; register alarms first.`;
  return { next: 'refuse', words };
}

/** @throws Conflict where another record stands in the way, Refused where something else does */
export function refuseUnlessAdmitted(admitted: Admission): void {
  if (admitted.next !== 'refuse') return;
  const { words, next: _next, ...detail } = admitted;
  if (detail.conflictsWith !== undefined) throw new Conflict(words, detail);
  throw new Refused(words, detail);
}

/** A plan as callers see it, before or after its run is made. */
export function planAnswer(runbook: Runbook, run: RunRecord, admitted: Admission) {
  const { recovery } = runbook;
  const undone = runbook.onFailure === 'undo' ? 'it is undone' : 'it is held for a person';
  return {
    steps: run.plan.map(({ name, tool, changes, words, effect, inverse, costDollars }) => ({
      name,
      tool,
      changes,
      words,
      ...(effect !== undefined && { effect }),
      ...(inverse && { inverse: inverseWords(inverse) }),
      costDollars,
    })),
    expected: [
      `All signals are well within ${recovery.withinSeconds} s of the last step, and stay so for ${recovery.forSeconds} s.`,
      `When a step fails ${undone}; when it does not help, what was done is undone.`,
    ],
    costDollars: planCost(run.plan),
    planHash: run.planHash,
    autonomy: run.autonomy,
    approvalsNeeded: run.approvalsNeeded,
    admitted: admitted.next !== 'refuse',
    words:
      admitted.next === 'run'
        ? 'It may begin.'
        : admitted.next === 'refuse'
          ? admitted.words
          : `It may begin after ${admitted.missing} approval${admitted.missing === 1 ? '' : 's'}.`,
  };
}
