import { Conflict } from '../errors.ts';
import type { RunStep, StepState } from './run.ts';

/** What happens to a step; `at` is ISO 8601. */
export type StepEvent =
  /** Written before the effect. */
  | { readonly type: 'begun'; readonly at: string; readonly before: unknown }
  | { readonly type: 'done'; readonly at: string; readonly result: unknown }
  | { readonly type: 'verified'; readonly at: string; readonly evidence: string }
  | { readonly type: 'skipped'; readonly at: string; readonly why: string }
  | { readonly type: 'failed'; readonly at: string; readonly why: string }
  | { readonly type: 'doubted'; readonly at: string; readonly why: string }
  | { readonly type: 'undone'; readonly at: string; readonly evidence: string }
  | { readonly type: 'not-undone'; readonly at: string; readonly why: string };

/**
 * The step after an event.
 * @throws Conflict when the event is not possible in the step's state
 */
export function afterEvent(step: RunStep, event: StepEvent): RunStep {
  const next = successor(step.state, event);
  if (next) return { ...step, state: next };
  throw new Conflict(`The step '${step.name}' is ${step.state.name}: '${event.type}' is not possible.`);
}

/** The steps with an event applied to one of them; waits before it are over, which nobody else records. */
export function withStepEvent(steps: readonly RunStep[], name: string, event: StepEvent): RunStep[] {
  const index = steps.findIndex((step) => step.name === name);
  const passed = withWaitsPassed(steps, Math.max(0, index), event.at);
  return passed.map((step) => (step.name === name ? afterEvent(step, event) : step));
}

/** The steps with the waits among the first `count` of them done. */
export function withWaitsPassed(steps: readonly RunStep[], count: number, at: string): RunStep[] {
  return steps.map((step, index) => {
    if (index >= count || step.tool !== 'wait' || step.state.name !== 'WAITING') return step;
    return { ...step, state: { name: 'DONE', at, before: null, result: null } };
  });
}

/** What a step recorded before it may have changed something; undefined when it cannot have. */
export function recordedBefore(state: StepState): { readonly before: unknown } | undefined {
  return 'before' in state ? { before: state.before } : undefined;
}

function successor(state: StepState, event: StepEvent): StepState | undefined {
  const { at } = event;
  const recorded = recordedBefore(state);
  switch (event.type) {
    case 'begun':
      return state.name === 'WAITING' ? { name: 'BEGUN', at, before: event.before } : undefined;
    case 'done':
      if (state.name !== 'BEGUN' && state.name !== 'WAITING') return undefined;
      return { name: 'DONE', at, before: recorded?.before ?? null, result: event.result };
    case 'verified':
      if (state.name !== 'DONE') return undefined;
      return { name: 'VERIFIED', at, before: state.before, result: state.result, evidence: event.evidence };
    case 'skipped':
      return state.name === 'WAITING' ? { name: 'SKIPPED', at, why: event.why } : undefined;
    case 'failed':
      if (state.name !== 'WAITING' && state.name !== 'BEGUN' && state.name !== 'DONE') return undefined;
      return { name: 'FAILED', at, ...recorded, why: event.why };
    case 'doubted':
      return state.name === 'BEGUN'
        ? { name: 'IN_DOUBT', at, before: state.before, why: event.why }
        : undefined;
    case 'undone':
      return recorded && state.name !== 'NOT_UNDONE'
        ? { name: 'UNDONE', at, evidence: event.evidence }
        : undefined;
    case 'not-undone':
      if (!recorded || state.name === 'NOT_UNDONE') return undefined;
      return { name: 'NOT_UNDONE', at, before: recorded.before, why: event.why };
  }
}
