import { Conflict, InvalidInput } from '../errors.ts';
import { changingSteps, isIdempotent } from './plan.ts';
import type { Approval, RunRecord, RunStep, StepState } from './run.ts';

/** What a person found out about a step that is in doubt. */
export type Doubt = 'happened' | 'did-not-happen';

export interface ResumeFacts {
  /** Hash of the runbook as it is deployed now. */
  readonly runbookHash: string;
  readonly doubt?: Doubt;
}

/**
 * The step at which a run starts or goes on: the one after the last that is behind it; undefined when all are. A wait
 * that may have been cut short is waited again.
 */
export function firstToDo({ steps, plan }: Pick<RunRecord, 'steps' | 'plan'>): RunStep | undefined {
  const changing = changingSteps(plan);
  return steps[steps.findLastIndex(({ name, state }) => isBehind(state, changing.has(name))) + 1];
}

function isBehind({ name }: StepState, changes: boolean): boolean {
  return name === 'VERIFIED' || name === 'SKIPPED' || (name === 'DONE' && !changes);
}

/** The results of the steps that are behind a run, by their names; what preconditions see as `$results`. */
export function resultsOf({ steps }: Pick<RunRecord, 'steps'>): Record<string, unknown> {
  const known = steps.flatMap(({ name, state }) =>
    'result' in state ? [[name, state.result] as const] : [],
  );
  return Object.fromEntries(known);
}

/**
 * The steps of the run that goes on from a held one: those that were verified stay so, with what they recorded, and
 * will be undone with the others if the new run fails.
 * @throws Conflict when the run is not held or its runbook was changed
 * @throws InvalidInput when a step is in doubt and nobody says what became of it
 */
export function resumedSteps(held: RunRecord, { runbookHash, doubt }: ResumeFacts): RunStep[] {
  if (held.state.name !== 'HELD')
    throw new Conflict(`The run is ${held.state.name}: only a held run can be resumed.`);
  if (held.runbookHash !== runbookHash)
    throw new Conflict(
      `The runbook '${held.runbook}' was changed since the run began; stop the run and start it anew.`,
    );
  return held.steps.map((step) => ({ ...step, state: resumedState(held, step, doubt) }));
}

/**
 * The approvals that still hold for the run that goes on from a held one. Its plan is not made anew, so an approval
 * of it is believed for as long as there was to give it; after that the run is approved again. Answers to questions of
 * steps that are done stay.
 * @param approvalSeconds what the runbook gives people to approve
 * @param now milliseconds
 */
export function resumedApprovals(
  { approvals }: Pick<RunRecord, 'approvals'>,
  approvalSeconds: number,
  now: number,
): readonly Approval[] {
  return approvals.filter(
    ({ step, at }) => step !== undefined || Date.parse(at) + approvalSeconds * 1000 > now,
  );
}

function resumedState(held: RunRecord, step: RunStep, doubt: Doubt | undefined): StepState {
  const { state } = step;
  switch (state.name) {
    case 'IN_DOUBT':
      return afterDoubt(step.name, state, doubt);
    case 'FAILED':
      return 'before' in state && isIdempotent(held.plan, step)
        ? // What was recorded before the first attempt is what undoing has to restore.
          { name: 'BEGUN', at: state.at, before: state.before }
        : { name: 'WAITING' };
    default:
      return state;
  }
}

function afterDoubt(
  step: string,
  state: Extract<StepState, { name: 'IN_DOUBT' }>,
  doubt: Doubt | undefined,
): StepState {
  if (doubt === undefined)
    throw new InvalidInput(`Nobody knows whether the step '${step}' happened; look, and say so.`, {
      violations: [{ field: 'doubt', problem: 'is missing', allowed: 'happened or did-not-happen' }],
    });
  return doubt === 'happened'
    ? { name: 'DONE', at: state.at, before: state.before, result: null }
    : { name: 'WAITING' };
}
