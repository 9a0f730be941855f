import type { EscalationPolicy, Level } from './alerting.ts';
import { openFrom } from './business-hours.ts';
import { onDuty } from './rotation.ts';

/** How far an escalation has come. */
export interface EscalationState {
  /** Count of levels that were told or passed over, over all repeats; 0 before anybody was told. */
  readonly level: number;
}

export type Escalation =
  | {
      readonly kind: 'tell';
      /** The level as people know it, such as `Level 1 of 'default'`. */
      readonly name: string;
      /** Its place in the policy, from 1 on. */
      readonly step: number;
      /** What `level` is once they were told. */
      readonly level: number;
      readonly channels: readonly string[];
      /** Seconds to wait for an acknowledgement before asking for the next level. */
      readonly waitSeconds: number;
      readonly words: string;
    }
  /** Nobody is to be told before `until` (milliseconds since the epoch); then the same question again. */
  | { readonly kind: 'wait'; readonly until: number; readonly words: string }
  | { readonly kind: 'exhausted'; readonly words: string };

/**
 * What an escalation does next while nobody has acknowledged.
 * @param now milliseconds since the epoch
 */
export function nextLevel(policy: EscalationPolicy, { level }: EscalationState, now: number): Escalation {
  const { levels } = policy;
  for (let told = level; told < levelCount(policy); told++) {
    const next = levels[told % levels.length];
    const open = next && opening(next, now);
    if (!next || open === undefined) continue;
    if (open > now)
      return { kind: 'wait', until: open, words: `${levelName(policy, told + 1)} begins with its hours.` };
    const { timeoutSeconds: waitSeconds } = next;
    const name = levelName(policy, told + 1);
    const step = (told % levels.length) + 1;
    const words = `${name} is told.`;
    const channels = channelsOf(next, now);
    return { kind: 'tell', name, step, level: told + 1, channels, waitSeconds, words };
  }
  return {
    kind: 'exhausted',
    words: `Every level of '${policy.name}' has had its turn, and nobody acknowledged.`,
  };
}

/** How many levels there are over all repeats. */
export function levelCount({ levels, repeat }: EscalationPolicy): number {
  return levels.length * (repeat + 1);
}

/** All channels that may have been told once so many levels were, whoever was on duty. */
export function channelsUpTo({ levels }: EscalationPolicy, count: number): readonly string[] {
  const told = levels.slice(0, count);
  return told.flatMap(({ notify, rotation }) => [...notify, ...(rotation?.channels ?? [])]);
}

/** When a level may be told; undefined when it is passed over. */
function opening({ hours }: Level, now: number): number | undefined {
  if (!hours) return now;
  const open = openFrom(hours, now);
  return hours.outside === 'skip' && open !== now ? undefined : open;
}

function channelsOf({ notify, rotation }: Level, now: number): readonly string[] {
  const duty = rotation && onDuty(rotation, now);
  return duty === undefined ? notify : [...new Set([...notify, duty])];
}

/**
 * A level as people know it, such as `Level 1 of 'default', for the 2. time,`.
 * @param level from 1 on, over all repeats
 */
export function levelName({ name, levels }: EscalationPolicy, level: number): string {
  const told = level - 1;
  const round = Math.floor(told / levels.length);
  const known = `Level ${(told % levels.length) + 1} of '${name}'`;
  return round === 0 ? known : `${known}, for the ${round + 1}. time,`;
}
