import type { Strategy } from '../../../core/rollout/plan.ts';
import { type CallPlace, placeName, placeOf } from '../call-place.ts';
import { type Effect, isEffect } from '../effect.ts';
import { nameOf, TARGETS, type TargetKind, type Way } from './way.ts';

/**
 * How a deployment goes when nothing is broken: promoted, judged worse and rolled back, aborted by a person, or
 * approved, paused and resumed by people before it is promoted.
 */
export const JOURNEYS = ['promoted', 'rolled-back', 'aborted', 'attended'] as const;
export type Journey = (typeof JOURNEYS)[number];

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
  return `${nameOf(one.way)}/${one.journey}/${placeName(one.call)}/${one.effect}`;
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
  const call = placeOf(place);
  if (!isJourney(journey) || !isEffect(effect) || !call) throw new RangeError(`There is no case '${id}'.`);
  return { way, kind: 'call', journey, call, effect };
}

function isJourney(text: string): text is Journey {
  return (JOURNEYS as readonly string[]).includes(text);
}
