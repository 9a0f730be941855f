import { notJson, requestTooLarge } from './exceptions.ts';

/** Limits of AWS, in bytes, by invocation type. */
const LIMITS: Readonly<Record<string, number>> = { RequestResponse: 6_291_456, Event: 1_048_576 };

const decoder = new TextDecoder();

/**
 * The payload of an Invoke as JSON text; an empty one is `{}`. Throws RequestTooLargeException or
 * InvalidRequestContentException.
 */
export function requestPayload(payload: unknown, invocationType: string): string {
  const text = textOf(payload);
  const bytes = Buffer.byteLength(text);
  const limit = LIMITS[invocationType] ?? Number.POSITIVE_INFINITY;
  if (bytes > limit) throw requestTooLarge(bytes, invocationType, limit);
  if (bytes === 0) return '{}';
  try {
    JSON.parse(text);
  } catch (cause) {
    throw notJson(cause instanceof Error ? cause.message : String(cause));
  }
  return text;
}

function textOf(payload: unknown): string {
  if (payload === undefined) return '';
  return payload instanceof Uint8Array ? decoder.decode(payload) : String(payload);
}
