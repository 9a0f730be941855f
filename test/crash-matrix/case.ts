import { createHash } from 'node:crypto';
import type { Strategy } from '../../core/rollout/plan.ts';
import { nameOf, TARGETS, type TargetKind, type Way } from './way.ts';

/**
 * How a deployment goes when nothing is broken: promoted, judged worse and rolled back, aborted by a person, or
 * approved, paused and resumed by people before it is promoted.
 */
export const JOURNEYS = ['promoted', 'rolled-back', 'aborted', 'attended'] as const;
export type Journey = (typeof JOURNEYS)[number];

/** One attempt of one AWS call of a journey, by its place among the equal ones. */
export interface CallPlace {
  /** Short name of the principal: its role without the prefix, or the AWS service. */
  readonly principal: string;
  /** Client class without `Client`. */
  readonly client: string;
  readonly command: string;
  /** From 1. */
  readonly nth: number;
}

export const EFFECTS = [
  'error-before',
  'error-after',
  'throttles',
  'outage',
  'latency',
  'kill-before',
  'kill-after',
  'task-timeout',
  'function-timeout',
] as const;
export type Effect = (typeof EFFECTS)[number];

/** One run of the matrix: a fault at one call of a journey, or a named scenario. */
export type Case = { readonly way: Way } & (
  | {
      readonly kind: 'call';
      readonly journey: Journey;
      readonly call: CallPlace;
      readonly effect: Effect;
    }
  | { readonly kind: 'scenario'; readonly scenario: string }
);

export function idOf(one: Case): string {
  if (one.kind === 'scenario') return `${nameOf(one.way)}/scenario/${one.scenario}`;
  const { principal, client, command, nth } = one.call;
  return `${nameOf(one.way)}/${one.journey}/${principal}.${client}.${command}.${nth}/${one.effect}`;
}

/**
 * The case that an id names.
 * @throws RangeError when it names none
 */
export function caseOf(id: string): Case {
  const [strategy = '', target = '', journey = '', place = '', effect = ''] = id.split('/');
  const way = { strategy: strategy as Strategy, target: target as TargetKind };
  if (!TARGETS.includes(way.target)) throw new RangeError(`There is no case '${id}'.`);
  if (journey === 'scenario') return { way, kind: 'scenario', scenario: place };
  const [principal = '', client = '', command = '', nth = ''] = place.split('.');
  if (!includes(JOURNEYS, journey) || !includes(EFFECTS, effect) || !(Number(nth) > 0))
    throw new RangeError(`There is no case '${id}'.`);
  return { way, kind: 'call', journey, call: { principal, client, command, nth: Number(nth) }, effect };
}

function includes<T extends string>(list: readonly T[], value: string): value is T {
  return (list as readonly string[]).includes(value);
}

/** A number that follows from an id alone: what seeds a case's chance. */
export function seedOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE();
}
