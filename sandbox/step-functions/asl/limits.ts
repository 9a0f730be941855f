import { runtimeError, StatesError } from './errors.ts';
import type { Json } from './json.ts';

/** The largest input, output or result of a state, in bytes of UTF-8. */
export const MAX_PAYLOAD_BYTES = 262_144;

/** The most events that an execution may have, its last one included. */
export const MAX_EVENTS = 25_000;

/**
 * A payload as JSON text.
 *
 * @param what names the payload in the error, such as "The state/task 'Judge' returned a result".
 * @throws StatesError States.DataLimitExceeded above 256 KiB.
 */
export function serialise(value: Json, what: string): string {
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) <= MAX_PAYLOAD_BYTES) return text;
  throw new StatesError(
    'States.DataLimitExceeded',
    `${what} with a size exceeding the maximum number of bytes service limit.`,
  );
}

/** @throws StatesError States.Runtime when the history is full. */
export function checkHistoryLength(length: number): void {
  if (length < MAX_EVENTS - 1) return;
  throw runtimeError(`The execution reached the maximum number of history events (${MAX_EVENTS}).`);
}
