import { type CallPlace, placeName, placeOf } from '../call-place.ts';
import { type Effect, isEffect } from '../effect.ts';
import { JOURNEYS, type JourneyName } from './journeys.ts';

/** A fault at one call of a journey. */
export interface RunCase {
  readonly journey: JourneyName;
  readonly call: CallPlace;
  readonly effect: Effect;
}

export function idOf({ journey, call, effect }: RunCase): string {
  return `runs/${journey}/${placeName(call)}/${effect}`;
}

/**
 * The case that an id names.
 * @throws RangeError when it names none
 */
export function caseOf(id: string): RunCase {
  const [of, journey = '', place = '', effect = '', ...more] = id.split('/');
  const call = placeOf(place);
  if (of !== 'runs' || !isJourney(journey) || !isEffect(effect) || !call || more.length > 0)
    throw new RangeError(`There is no case '${id}'.`);
  return { journey, call, effect };
}

function isJourney(text: string): text is JourneyName {
  return Object.hasOwn(JOURNEYS, text);
}
