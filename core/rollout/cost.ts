import { leastSeconds, type Step } from './plan.ts';

/** Prices in us-east-1, in dollars: 1,000 transitions of a Standard workflow, and a short call of one step's Lambda. */
const DOLLARS_PER_TRANSITION = 0.025 / 1000;
const DOLLARS_PER_STEP_CALL = 0.000004;

/** Begin, CheckGates, its choice, Promote and Promoted. */
const FIXED_TRANSITIONS = 5;
/** Prepare, and about two rounds of waiting for health, asking and choosing. */
const TRANSITIONS_PER_PREPARATION = 7;
/** Waiting for metrics, looking, choosing. */
const TRANSITIONS_PER_LOOK = 3;

export interface Estimate {
  readonly leastSeconds: number;
  readonly transitions: number;
  readonly dollars: number;
}

/** What a healthy rollout takes at least, if every step passes as soon as it can. */
export function estimate(steps: readonly Step[], metricMarginSeconds: number): Estimate {
  const seconds = steps.reduce((sum, step) => sum + leastSeconds(step.bakeSeconds, metricMarginSeconds), 0);
  const preparations = Math.max(1, steps.filter(({ capacity }) => capacity !== undefined).length);
  const looks = steps.reduce((sum, step) => sum + looksAt(step), 0);
  const transitions =
    FIXED_TRANSITIONS +
    preparations * TRANSITIONS_PER_PREPARATION +
    steps.length +
    looks * TRANSITIONS_PER_LOOK;
  const calls = 2 + preparations * 3 + steps.length + looks;
  const dollars = transitions * DOLLARS_PER_TRANSITION + calls * DOLLARS_PER_STEP_CALL;
  return { leastSeconds: seconds, transitions, dollars: Math.round(dollars * 1e6) / 1e6 };
}

/** The judge looks once a minute in a step's first hour, every fifth minute after that; see `core/judge/phase.ts`. */
const QUICK_LOOKS = 60;
const SLOW_MINUTES = 5;

function looksAt({ bakeSeconds }: Step): number {
  // A shift hardly ever falls on a full minute, so a bake is over a look later than its minutes say.
  const looks = Math.max(1, Math.ceil(bakeSeconds / 60)) + 1;
  return looks <= QUICK_LOOKS ? looks : QUICK_LOOKS + Math.ceil((looks - QUICK_LOOKS) / SLOW_MINUTES);
}
