import { InvalidInput, type Violation } from '../errors.ts';

export const STRATEGIES = ['blue-green', 'canary', 'rolling'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** One step of a rollout: what share of traffic the new version gets, and how long it is watched there. */
export interface Step {
  /** Percent of traffic for the new version, 1 to 100. */
  readonly weight: number;
  /** Seconds for which the step is watched once its traffic flows. */
  readonly bakeSeconds: number;
  /** Requests that the new version must have answered before the step can pass. */
  readonly minRequests: number;
  /** Seconds after the shift at which missing evidence is acted upon. */
  readonly deadlineSeconds: number;
  /** After a shift to 100 no old traffic is left: its earlier minutes serve, and absolute limits decide. */
  readonly comparison: 'concurrent' | 'historical';
  /** Rolling only: percent of the old capacity that runs the new version before the shift. */
  readonly capacity?: number;
}

/** A step as a user may give it; what is left out gets the plan's defaults. */
export type StepInput = Partial<Pick<Step, 'bakeSeconds' | 'minRequests' | 'deadlineSeconds'>> & {
  readonly weight: number;
};

export interface PlanInput {
  readonly strategy: Strategy;
  readonly target: 'ecs-pair' | 'lambda-alias';
  /** First weight in percent (rolling: the size of every batch), or everything in one step. */
  readonly trafficSplit?: number | 'all-at-once';
  readonly steps?: readonly StepInput[];
  /** Seconds each step is watched; default 300. */
  readonly bakeSeconds?: number;
  readonly minRequests?: number;
  /** Running tasks of the live version; 1 for a function. */
  readonly capacity: number;
  /** Seconds by which metrics may be late. */
  readonly metricMarginSeconds: number;
  /** Going back to a version that was live before: one step, absolute limits. */
  readonly direct?: boolean;
}

const DEFAULT_BAKE_SECONDS = 300;
const DEFAULT_MIN_REQUESTS = 50;
const METRIC_PERIOD_SECONDS = 60;
/** A balancer may take this long until a new weight holds everywhere. */
const SHIFT_SECONDS = 10;
const MIN_DEADLINE_SECONDS = 900;
const CANARY_SPLIT = 5;
const CANARY_WEIGHTS = [CANARY_SPLIT, 25, 50, 100];
const BLUE_GREEN_SPLIT = 10;
const BATCHES = 4;

/**
 * The steps of a rollout, in order; the last one always has weight 100.
 * @throws InvalidInput when weights do not rise from 1 to 100 or a time is not positive
 */
export function planRollout(input: PlanInput): Step[] {
  const given = input.steps ?? weightsOf(input).map((weight): StepInput => ({ weight }));
  const usualBakeSeconds = input.bakeSeconds ?? DEFAULT_BAKE_SECONDS;
  refuseBadSteps(given, usualBakeSeconds);
  const capacities = input.strategy === 'rolling' && input.target === 'ecs-pair' && !input.direct;
  return given.map((step) => {
    const bakeSeconds = step.bakeSeconds ?? usualBakeSeconds;
    const least = leastSeconds(bakeSeconds, input.metricMarginSeconds);
    return {
      weight: step.weight,
      bakeSeconds,
      minRequests: step.minRequests ?? input.minRequests ?? DEFAULT_MIN_REQUESTS,
      deadlineSeconds: step.deadlineSeconds ?? Math.max(MIN_DEADLINE_SECONDS, 2 * least),
      comparison: step.weight === 100 ? 'historical' : 'concurrent',
      ...(capacities && { capacity: step.weight }),
    };
  });
}

/** The seconds a step takes at least: the shift, the bake in whole metric minutes, and the metrics' delay. */
export function leastSeconds(bakeSeconds: number, metricMarginSeconds: number): number {
  const minutes = Math.max(1, Math.ceil(bakeSeconds / METRIC_PERIOD_SECONDS));
  // A shift hardly ever falls on a full minute: the first full one starts up to a period later.
  return SHIFT_SECONDS + METRIC_PERIOD_SECONDS * (minutes + 1) + metricMarginSeconds;
}

function weightsOf({ strategy, trafficSplit, capacity, target, direct }: PlanInput): number[] {
  if (direct || trafficSplit === 'all-at-once') return [100];
  if (strategy === 'blue-green') return [...new Set([trafficSplit ?? BLUE_GREEN_SPLIT, 100])];
  if (strategy === 'canary') {
    const first = trafficSplit ?? CANARY_SPLIT;
    return [first, ...CANARY_WEIGHTS.filter((weight) => weight > first)];
  }
  return batches(trafficSplit, target === 'ecs-pair' ? Math.max(1, Math.min(BATCHES, capacity)) : BATCHES);
}

/** Even batches; a first weight that was asked for is the size of each. */
function batches(split: number | undefined, wanted: number): number[] {
  const count = split === undefined ? wanted : Math.ceil(100 / split);
  const size = split ?? 100 / count;
  return Array.from({ length: count }, (_, index) => Math.min(100, Math.round(size * (index + 1))));
}

function refuseBadSteps(steps: readonly StepInput[], usualBakeSeconds: number): void {
  const violations: Violation[] = [];
  const refuse = (field: string, problem: string, allowed: string) =>
    violations.push({ field, problem, allowed });
  steps.forEach(({ weight, bakeSeconds, deadlineSeconds }, index) => {
    const before = steps[index - 1]?.weight ?? 0;
    if (!Number.isInteger(weight) || weight < 1 || weight > 100)
      refuse(`steps.${index}.weight`, `is ${weight}`, 'a whole percentage from 1 to 100');
    else if (weight <= before)
      refuse(`steps.${index}.weight`, `is ${weight} after ${before}`, 'a weight above the one before it');
    if (bakeSeconds !== undefined && bakeSeconds <= 0)
      refuse(`steps.${index}.bakeSeconds`, `is ${bakeSeconds}`, 'a positive number of seconds');
    if (deadlineSeconds !== undefined && deadlineSeconds <= (bakeSeconds ?? usualBakeSeconds))
      refuse(`steps.${index}.deadlineSeconds`, `is ${deadlineSeconds}`, 'more seconds than the bake');
  });
  if (steps.at(-1)?.weight !== 100)
    refuse(
      'steps',
      `end at weight ${steps.at(-1)?.weight ?? 'none'}`,
      'a last step of weight 100, so that one version serves',
    );
  if (violations.length > 0) throw new InvalidInput('The steps do not make a rollout.', { violations });
}
