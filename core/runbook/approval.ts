import { Conflict, Forbidden, InvalidInput } from '../errors.ts';
import { samePerson } from '../rollout/second-person.ts';
import type { Autonomy } from './autonomy.ts';
import type { Approval, RunRecord } from './run.ts';
import type { RunbookRisk } from './runbook.ts';

/** Who asked for a run: an incident's signals, or a person. */
export type AskedBy = 'signals' | 'person';

/** People who must approve, besides the one who asked. What a runbook has earned counts for whoever starts it. */
const NEEDED: Readonly<
  Record<Autonomy, Readonly<Record<AskedBy, Readonly<Record<RunbookRisk, 0 | 1 | 2>>>>>
> = {
  observe: { signals: { low: 1, medium: 1, high: 2 }, person: { low: 0, medium: 1, high: 2 } },
  ask: { signals: { low: 1, medium: 1, high: 2 }, person: { low: 0, medium: 1, high: 2 } },
  act: { signals: { low: 0, medium: 0, high: 1 }, person: { low: 0, medium: 0, high: 1 } },
};

export function approvalsNeeded(risk: RunbookRisk, autonomy: Autonomy, askedBy: AskedBy): 0 | 1 | 2 {
  return NEEDED[autonomy][askedBy][risk];
}

/** Approvals by people of this very plan, who did not ask for it themselves. Answers to questions are none. */
export function approvalsThatCount(run: RunRecord): readonly Approval[] {
  const people: Approval[] = [];
  for (const approval of run.approvals) {
    const known = people.some(({ by }) => samePerson(by, approval.by));
    if (!known && isOfPlan(run, approval) && !samePerson(run.requestedBy, approval.by)) people.push(approval);
  }
  return people;
}

function isOfPlan({ planHash }: RunRecord, approval: Approval): boolean {
  return approval.planHash === planHash && approval.step === undefined;
}

/** Whether a question has its answer: the one of a step, or whether the plan may be carried out. */
export function isAnswered(run: RunRecord, step: string | undefined): boolean {
  if (step !== undefined) return run.approvals.some((approval) => approval.step === step);
  return approvalsThatCount(run).length >= run.approvalsNeeded;
}

function questionOf({ state }: RunRecord): string | undefined {
  return state.name === 'AWAITING_APPROVAL' ? state.step : undefined;
}

/**
 * The run with one more approval, or with the answer to its question: that one anybody may give who may approve, the
 * one who asked for the run too.
 * @param now milliseconds
 * @throws Conflict when it does not wait for one, its time is over, or this person has approved it already
 * @throws Forbidden when the one who asked for the run approves it
 * @throws InvalidInput when another plan waits than the one that was read
 */
export function approve(run: RunRecord, by: string, planHash: string, now: number): RunRecord {
  if (run.state.name !== 'AWAITING_APPROVAL')
    throw new Conflict(`The run is ${run.state.name}: it is not waiting for approval.`);
  if (now >= Date.parse(run.state.deadline))
    throw new Conflict(`The time to approve the run was over at ${run.state.deadline}.`);
  const step = questionOf(run);
  if (step === undefined && samePerson(run.requestedBy, by))
    throw new Forbidden('Somebody else must approve; you asked for this run.');
  if (run.planHash !== planHash) throw anotherPlan();
  const given =
    step === undefined ? approvalsThatCount(run) : run.approvals.filter((one) => one.step === step);
  if (given.some((approval) => step !== undefined || samePerson(approval.by, by)))
    throw new Conflict(
      step === undefined
        ? `${by} has approved the run already.`
        : `The question of the step '${step}' was answered already.`,
    );
  const approval = { by, at: new Date(now).toISOString(), planHash, ...(step !== undefined && { step }) };
  return { ...run, approvals: [...run.approvals, approval] };
}

/** The right hash is not told: whoever approves has read the plan it belongs to. */
function anotherPlan(): InvalidInput {
  return new InvalidInput('The plan that waits is another one.', {
    violations: [
      {
        field: 'planHash',
        problem: 'is not the hash of the waiting plan',
        allowed: 'the planHash that get_runbook_run shows with the plan',
      },
    ],
  });
}
