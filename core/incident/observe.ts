import { FLAP_MEMORY, flappingSince } from './flapping.ts';
import type { Heard, Signal, SignalRecord } from './signal.ts';
import { bySourceTime } from './signal-order.ts';

/**
 * What a signal is to what is known of its key. `flapping` is a change too, of which people are not told. A duplicate
 * or late one changes no incident; where it has a record, that is to be kept all the same, so that what comes later in
 * the wrong order is still seen in the right one.
 */
export type Observation =
  | {
      readonly kind: 'first' | 'changed' | 'flapping';
      readonly record: SignalRecord;
      readonly words: string;
    }
  | { readonly kind: 'duplicate' | 'late'; readonly words: string; readonly record?: SignalRecord };

/**
 * Takes in one signal of a key: the same state again is a duplicate however much later, and signals are ordered by
 * their source's time, not by their arrival. Any order of the same signals ends in the same record.
 */
export function observe(known: SignalRecord | undefined, signal: Signal): Observation {
  if (known === undefined)
    return { kind: 'first', record: recordOf([heardOf(signal)], signal), words: `First ${signal.state}.` };
  const { key, state, at } = signal;
  if (known.changes.some((heard) => bySourceTime(heard, signal) === 0))
    return { kind: 'duplicate', words: `${key} was ${state} at ${at} already.` };
  const changes = [...known.changes, heardOf(signal)].sort(bySourceTime).slice(-FLAP_MEMORY);
  const newest = bySourceTime(known.signal, signal) < 0;
  const record = recordOf(changes, newest ? signal : known.signal, known.incidentId);
  if (!newest) return late(known, signal, record);
  if (known.signal.state === state)
    return { kind: 'duplicate', words: `${key} is ${state} since ${known.signal.at}.`, record };
  const words = `${key} went from ${known.signal.state} to ${state} at ${at}.`;
  return record.flappingSince === undefined
    ? { kind: 'changed', record, words }
    : { kind: 'flapping', record, words: `${words} It flaps since ${record.flappingSince}.` };
}

function late(known: SignalRecord, { key, at }: Signal, record: SignalRecord): Observation {
  const words = `${key} has a newer state, of ${known.signal.at}; this one is of ${at}.`;
  const kept = record.changes.some((heard) => !known.changes.includes(heard));
  return kept ? { kind: 'late', words, record } : { kind: 'late', words };
}

function recordOf(changes: readonly Heard[], signal: Signal, incidentId?: string): SignalRecord {
  const since = flappingSince(changes);
  return {
    signal,
    changes,
    ...(incidentId !== undefined && { incidentId }),
    ...(since !== undefined && { flappingSince: since }),
  };
}

function heardOf({ at, state }: Signal): Heard {
  return { at, state };
}
