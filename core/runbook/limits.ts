import type { RunTarget } from './run.ts';
import type { RunbookLimits } from './runbook.ts';

/** A run that is not over. */
export interface LiveRun {
  readonly id: string;
  readonly runbook: string;
  readonly target: RunTarget;
}

export interface LimitFacts {
  readonly runbook: string;
  readonly target: RunTarget;
  /** Runs of any runbook that are not over, the one that wants to begin not among them. */
  readonly live: readonly LiveRun[];
  /** When runs of this runbook on this target began lately; ISO 8601. */
  readonly begun: readonly string[];
  /** Dollars that runs of this runbook were estimated at today. */
  readonly spentToday: number;
  /** Dollars that this run would cost. */
  readonly cost: number;
  readonly now: number;
}

/** What stands in the way of beginning a run. */
export interface Limited {
  readonly limit: 'concurrency' | 'exclusive' | 'perHour' | 'costPerDay';
  readonly words: string;
  readonly conflictsWith?: string;
  /** Seconds after which it is worth asking again, where that is known. */
  readonly retryAfterSeconds?: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The first limit that a run would break; undefined when it may begin. */
export function limitBroken(limits: RunbookLimits, facts: LimitFacts): Limited | undefined {
  return tooMany(limits, facts) ?? tooOften(limits, facts) ?? tooDear(limits, facts);
}

/** Two runbooks that change one service at once would each take the other's doing for the service's. */
function tooMany({ concurrency }: RunbookLimits, { runbook, target, live }: LimitFacts): Limited | undefined {
  const here = live.filter((run) => isSame(run.target, target));
  const other = here.find((run) => run.runbook !== runbook);
  if (other)
    return {
      limit: 'exclusive',
      words: `The runbook '${other.runbook}' is at work on ${target.environment}/${target.service}.`,
      conflictsWith: other.id,
    };
  const [same] = here;
  if (!same || here.length < concurrency) return undefined;
  return {
    limit: 'concurrency',
    words: `${here.length} of at most ${concurrency} runs at once are under way.`,
    conflictsWith: same.id,
  };
}

function tooOften({ perHour }: RunbookLimits, { begun, now }: LimitFacts): Limited | undefined {
  const lately = begun.map((at) => Date.parse(at)).filter((at) => at > now - HOUR);
  if (lately.length < perHour) return undefined;
  // Room again once so many have left the hour that fewer than the limit are in it.
  const leaves = lately.sort((a, b) => a - b)[lately.length - perHour] ?? now;
  return {
    limit: 'perHour',
    words: `${lately.length} of at most ${perHour} runs within an hour have begun.`,
    retryAfterSeconds: Math.ceil((leaves + HOUR - now) / 1000),
  };
}

function tooDear({ costPerDay }: RunbookLimits, { spentToday, cost, now }: LimitFacts): Limited | undefined {
  if (spentToday + cost <= costPerDay) return undefined;
  // Days are those of UTC. What is too dear for any day does not pass.
  const passes = cost <= costPerDay && { retryAfterSeconds: Math.ceil((DAY - (now % DAY)) / 1000) };
  return {
    limit: 'costPerDay',
    words: `$${cost.toFixed(2)} besides the $${spentToday.toFixed(2)} of today would be more than $${costPerDay.toFixed(2)}.`,
    ...passes,
  };
}

function isSame(one: RunTarget, other: RunTarget): boolean {
  return one.environment === other.environment && one.service === other.service;
}
