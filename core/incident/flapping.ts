import type { Heard, SignalRecord } from './signal.ts';

/** So many changes of state within so many seconds are flapping; it ends after as many seconds without a change. */
export const FLAP_CHANGES = 4;
export const FLAP_SECONDS = 600;
/** States remembered of a key. */
export const FLAP_MEMORY = 20;

/** When the present flapping of a key began; undefined where it does not flap. ISO 8601. */
export function flappingSince(heard: readonly Heard[]): string | undefined {
  const changes = changesIn(heard);
  let since: string | undefined;
  for (const [index, { at }] of changes.entries()) {
    if (secondsBetween(changes[index - 1], at) >= FLAP_SECONDS) since = undefined;
    if (secondsBetween(changes[index + 1 - FLAP_CHANGES], at) < FLAP_SECONDS) since ??= at;
  }
  return since;
}

/** Until when a flapping key's being well is not believed, in milliseconds; undefined where it does not flap. */
export function dampedUntil(record: Pick<SignalRecord, 'changes' | 'flappingSince'>): number | undefined {
  const last = changesIn(record.changes).at(-1);
  return record.flappingSince === undefined || last === undefined
    ? undefined
    : Date.parse(last.at) + FLAP_SECONDS * 1000;
}

/** The first state heard of a key is no change: what was before is not known. */
function changesIn(heard: readonly Heard[]): readonly Heard[] {
  return heard.filter(({ state }, index) => index > 0 && heard[index - 1]?.state !== state);
}

function secondsBetween(earlier: Heard | undefined, at: string): number {
  return earlier === undefined ? Number.POSITIVE_INFINITY : (Date.parse(at) - Date.parse(earlier.at)) / 1000;
}
