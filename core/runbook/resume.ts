import { Conflict, InvalidInput } from '../errors.ts';
import type { RunRecord, RunStep, StepState } from './run.ts';
import { knownTool } from './tool.ts';

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
  const changing = new Set(plan.filter(({ changes }) => changes).map(({ name }) => name));
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

function resumedState(held: RunRecord, step: RunStep, doubt: Doubt | undefined): StepState {
  const { state } = step;
  switch (state.name) {
    case 'IN_DOUBT':
      return afterDoubt(step.name, state, doubt);
    case 'FAILED':
      return 'before' in state && isIdempotent(held, step)
        ? // What was recorded before the first attempt is what undoing has to restore.
          { name: 'BEGUN', at: state.at, before: state.before }
        : { name: 'WAITING' };
    default:
      return state;
  }
}

function isIdempotent({ plan }: RunRecord, { name, tool }: RunStep): boolean {
  const field = plan.find((step) => step.name === name)?.field;
  return knownTool({ tool, ...(field !== undefined && { action: field }) }).idempotent;
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
