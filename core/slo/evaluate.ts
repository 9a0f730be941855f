import { type AlertReading, readAlert } from './alerts.ts';
import { attainedOf, type Budget, budgetOf, burnOf, exhaustionOf } from './budget.ts';
import type { Days } from './day-slots.ts';
import { excludedBy } from './exclusions.ts';
import type { Exclusion, Objective } from './objective.ts';
import { nextStanding, type Standing } from './policy.ts';
import { type Range, sliceSeconds, type Tally, tally } from './tally.ts';
import { type Vanished, vanished } from './vanished.ts';
import { periodSeconds, windowAt } from './window.ts';

/** MET and BREACHED are of the whole window; NO_DATA is neither, and never good. */
export type ObjectiveState = 'MET' | 'AT_RISK' | 'BREACHED' | 'NO_DATA';

export interface Evaluation {
  readonly state: ObjectiveState;
  readonly window: Range;
  readonly tally: Tally;
  readonly attained?: number;
  readonly budget?: Budget;
  /** Times its pace over the last six hours, or in proportion of a shorter period. */
  readonly burn?: number;
  /** When the budget will be used up at that pace, milliseconds. */
  readonly exhaustedAt?: number;
  readonly alerts: readonly AlertReading[];
  readonly vanished: Vanished;
  readonly standing: Standing;
}

export interface Evaluated {
  readonly objective: Objective;
  readonly exclusions: readonly Exclusion[];
  readonly days: Days;
  /** Up to where it was counted, milliseconds, on a slot's begin. */
  readonly countedTo: number;
  readonly standing?: Standing;
}

/** A budget that is used up to the last bit was kept. */
const ROUNDING = 1e-9;
const PACE_SECONDS = 6 * 3600;
/** Of a period of 30 days. */
const PACE_SHARE = PACE_SECONDS / (30 * 86_400);
/** How far back silence is compared with. */
export const SILENCE_DAYS = 4;

/** All that can be said of an objective at the end of what was counted. */
export function evaluate({ objective, exclusions, days, countedTo, standing }: Evaluated): Evaluation {
  const excluded = excludedBy(exclusions, objective.slotSeconds);
  const whole = windowAt(objective.window, countedTo);
  const window = { from: whole.from, to: Math.min(whole.to, countedTo) };
  const counted = tally(objective, days, window, excluded);
  const budget = budgetIn(objective, counted, whole);
  const attained = attainedOf(counted);
  const burn = paceOf(objective, days, countedTo, excluded);
  const exhaustedAt = exhaustion(objective, budget, burn, countedTo, whole);
  const alerts = objective.alerts.map((alert) => readAlert(objective, alert, days, countedTo, excluded));
  return {
    state: stateOf(budget, alerts),
    window,
    tally: counted,
    ...(attained !== undefined && { attained }),
    ...(budget && { budget }),
    ...(burn !== undefined && { burn }),
    ...(exhaustedAt !== undefined && { exhaustedAt }),
    alerts,
    vanished: vanished(objective, days, {
      from: countedTo - SILENCE_DAYS * 86_400_000,
      to: countedTo,
    }),
    standing: nextStanding(objective.policy, standing, budget?.remaining, countedTo),
  };
}

function budgetIn(objective: Objective, counted: Tally, whole: Range): Budget | undefined {
  const slots = (whole.to - whole.from) / 1000 / objective.slotSeconds - counted.excluded;
  const slices = (slots * objective.slotSeconds) / sliceSeconds(objective);
  return budgetOf(counted, objective.target, objective.method, slices);
}

function paceOf(objective: Objective, days: Days, to: number, excluded: (at: number) => boolean) {
  const seconds = Math.min(PACE_SECONDS, periodSeconds(objective.window) * PACE_SHARE);
  const from = to - Math.max(seconds, sliceSeconds(objective)) * 1000;
  return burnOf(tally(objective, days, { from, to }, excluded), objective.target);
}

function exhaustion(
  { window }: Objective,
  budget: Budget | undefined,
  burn: number | undefined,
  now: number,
  whole: Range,
): number | undefined {
  if (!budget) return undefined;
  return exhaustionOf({
    now,
    remaining: budget.remaining,
    periodSeconds: periodSeconds(window),
    burn,
    ...(window.kind === 'calendar' && { resetsAt: whole.to }),
  });
}

function stateOf(budget: Budget | undefined, alerts: readonly AlertReading[]): ObjectiveState {
  if (!budget) return 'NO_DATA';
  if (budget.remaining < -ROUNDING) return 'BREACHED';
  return alerts.some(({ state }) => state === 'FIRING') ? 'AT_RISK' : 'MET';
}
