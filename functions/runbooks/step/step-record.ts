import { canonical } from '../../../core/canonical.ts';
import { Conflict, Refused } from '../../../core/errors.ts';
import { changingSteps } from '../../../core/runbook/plan.ts';
import type { PlannedStep, RunStep, StoredRun } from '../../../core/runbook/run.ts';
import { type StepEvent, withStepEvent } from '../../../core/runbook/step-state.ts';
import type { Context } from '../../context.ts';
import { readService } from '../../services/store.ts';
import type { WriteItem } from '../../table.ts';
import { saveRun } from '../store.ts';
import { writtenAnew } from '../written-anew.ts';
import type { Doing, Planning } from './step-input.ts';
import type { Job } from './tool-work.ts';

/** @throws Conflict when the run has no such step of this tool */
export function stepOf(run: StoredRun, name: string, tool: string): RunStep {
  const step = run.steps.find((known) => known.name === name);
  if (step?.tool === tool) return step;
  throw new Conflict(`The run ${run.id} has no step '${name}' that is ${tool}.`);
}

/** @throws Conflict */
export function refuseUnlessRunning({ id, state }: StoredRun): void {
  if (state.name !== 'RUNNING') throw new Conflict(`The run ${id} is ${state.name}: no step of it goes on.`);
}

/**
 * A step begins after the changing ones before it are verified, and as it was planned: an approval is about that.
 * @throws Conflict when its turn has not come, Refused when it is not what was planned
 */
export function refuseUnlessNext(run: StoredRun, input: Doing): void {
  const index = run.steps.findIndex(({ name }) => name === input.step);
  const changing = changingSteps(run.plan);
  const open = run.steps
    .slice(0, index)
    .find(({ name, state }) => changing.has(name) && !['VERIFIED', 'SKIPPED'].includes(state.name));
  if (open) throw new Conflict(`The step '${open.name}' before it is ${open.state.name}.`);
  const planned = plannedStep(run, input.step);
  const same = saidIn(input) === (planned.field ?? '');
  if (!same || canonical(input.params) !== canonical(planned.params))
    throw new Refused(`The step '${input.step}' is not what was planned: its runbook was changed.`);
}

export function plannedStep(run: StoredRun, name: string): PlannedStep {
  const planned = run.plan.find((step) => step.name === name);
  if (planned) return planned;
  throw new Conflict(`The run ${run.id} has no plan for the step '${name}'.`);
}

function saidIn({ command, query, action }: Doing | Planning): string {
  return command ?? query ?? action ?? '';
}

/** A step of a run, as it was planned. */
export async function jobOf(context: Context, run: StoredRun, name: string): Promise<Job> {
  const { environment, service } = run.target;
  const planned = plannedStep(run, name);
  return {
    service: await readService(context, environment, service),
    step: name,
    said: planned.field ?? '',
    params: planned.params,
    run,
    key: `${run.id}/${name}`,
  };
}

/** A step that is not part of a run yet. */
export async function plannedJob(context: Context, input: Planning): Promise<Job> {
  const { environment, service, step, params } = input;
  return {
    service: await readService(context, environment, service),
    step,
    said: saidIn(input),
    params,
    key: `plan/${step}`,
  };
}

/** Writes what happened to a step, with further conditions. */
export function recordEvent(
  context: Context,
  run: StoredRun,
  name: string,
  event: StepEvent,
  more: readonly WriteItem[] = [],
): Promise<StoredRun> {
  const steps = withStepEvent(run.steps, name, event);
  return saveRun(context, run, { ...run, steps }, { words: wordsOf(name, event), more });
}

/**
 * Writes what became of a step that was begun. It is true whatever else has changed: the run may have been stopped
 * meanwhile.
 */
export function recordFact(
  context: Context,
  read: () => Promise<StoredRun>,
  name: string,
  event: StepEvent,
): Promise<StoredRun> {
  return writtenAnew(context, async () => recordEvent(context, await read(), name, event));
}

function wordsOf(name: string, event: StepEvent): string {
  switch (event.type) {
    case 'begun':
      return `The step '${name}' begins.`;
    case 'done':
      return `The step '${name}' is done.`;
    case 'verified':
      return `The step '${name}' is verified: ${event.evidence}`;
    case 'skipped':
      return `The step '${name}' is skipped: ${event.why}`;
    case 'failed':
      return `The step '${name}' failed: ${event.why}`;
    case 'doubted':
      return `Nobody knows whether the step '${name}' happened: ${event.why}`;
    case 'undone':
      return `The step '${name}' is undone: ${event.evidence}`;
    case 'not-undone':
      return `The step '${name}' could not be undone: ${event.why}`;
  }
}

export function isoNow({ clock }: Context): string {
  return new Date(clock.now()).toISOString();
}
