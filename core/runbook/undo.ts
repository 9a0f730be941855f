import { changingSteps } from './plan.ts';
import type { RunRecord, RunStep } from './run.ts';
import { recordedBefore } from './step-state.ts';

/** Seconds that a call of a tool may still be under way after its execution was stopped. */
export const CALL_MAY_RUN_SECONDS = 65;
/** Seconds of trying after which what could not be undone is left to a person; shorter than an undo may run. */
export const UNDO_LIMIT_SECONDS = 2700;
/** Seconds between two looks. */
const LOOK_SECONDS = 15;

/** What comes next on the way back. */
export type NextUndo =
  | { readonly next: 'undo'; readonly step: string; readonly tool: string }
  | { readonly next: 'again'; readonly seconds: number }
  | { readonly next: 'done'; readonly words: string }
  /** `left` could not be undone in time, besides those that are NOT_UNDONE already. */
  | { readonly next: 'failed'; readonly left: readonly string[]; readonly words: string };

type Undoing = Pick<RunRecord, 'steps' | 'plan'> & { readonly since: number };

/** Steps that may have changed something that is still as they left it. */
export function changedSteps({ steps, plan }: Pick<RunRecord, 'steps' | 'plan'>): RunStep[] {
  const changing = changingSteps(plan);
  return steps.filter(({ name, state }) => changing.has(name) && recordedBefore(state) !== undefined);
}

/** The steps to undo, the last one first: what they recorded is restored. */
export function undoOrder(run: Pick<RunRecord, 'steps' | 'plan'>): RunStep[] {
  const restorable = new Set(
    run.plan.filter(({ inverse }) => inverse?.kind === 'recorded').map(({ name }) => name),
  );
  return changedSteps(run)
    .filter(({ name, state }) => restorable.has(name) && state.name !== 'NOT_UNDONE')
    .reverse();
}

/**
 * What to undo next. A step that was begun is left alone for as long as the call that began it may run: else its
 * effect could come after the undoing.
 * @param run with `since`, when this attempt at undoing began; milliseconds, as `now`
 */
export function nextUndo(run: Undoing, now: number): NextUndo {
  const left = undoOrder(run);
  const [step] = left;
  if (now - run.since > UNDO_LIMIT_SECONDS * 1000 && step) return failed(run, left);
  const running = left.map(({ state }) => callEndsIn(state, now)).find((seconds) => seconds > 0);
  if (running !== undefined) return { next: 'again', seconds: Math.min(LOOK_SECONDS, running) };
  if (step) return { next: 'undo', step: step.name, tool: step.tool };
  return run.steps.some(({ state }) => state.name === 'NOT_UNDONE')
    ? failed(run, [])
    : { next: 'done', words: kept(run) };
}

function callEndsIn(state: RunStep['state'], now: number): number {
  if (state.name !== 'BEGUN') return 0;
  return Math.ceil((Date.parse(state.at) + CALL_MAY_RUN_SECONDS * 1000 - now) / 1000);
}

function failed(run: Undoing, left: readonly RunStep[]): NextUndo {
  const lasting = run.steps.filter(({ state }) => state.name === 'NOT_UNDONE').map(({ name }) => name);
  const names = [...left.map(({ name }) => name), ...lasting];
  return {
    next: 'failed',
    left: left.map(({ name }) => name),
    words: `Could not be undone: ${names.join(', ')}. A person has to look.`,
  };
}

function kept(run: Undoing): string {
  const undone = run.steps.filter(({ state }) => state.name === 'UNDONE').length;
  const lasting = changedSteps(run).map(({ name }) => `${name} (${whyNot(run, name)})`);
  const stays = lasting.length > 0 ? ` What cannot be undone stays: ${lasting.join(', ')}.` : '';
  return `${undone} of ${run.steps.length} steps undone.${stays}`;
}

function whyNot({ plan }: Undoing, step: string): string {
  const inverse = plan.find(({ name }) => name === step)?.inverse;
  return inverse?.kind === 'none' ? inverse.why : 'it has no inverse';
}
