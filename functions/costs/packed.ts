import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** JSON in a tenth of its space: an item of DynamoDB holds 400 KB. */
export function packed(value: unknown): Uint8Array {
  return new Uint8Array(deflateRawSync(JSON.stringify(value)));
}

export function unpacked<T>(bytes: unknown): T {
  return JSON.parse(inflateRawSync(Buffer.from(bytes as Uint8Array)).toString('utf8')) as T;
}

/** What fits into one item, its keys included. */
const MOST_BYTES = 380_000;

export interface Chunked {
  readonly first: Uint8Array;
  readonly more: readonly Uint8Array[];
  /** Tells the pieces of one content from those of another, so that two who write at once never mix them. */
  readonly mark: string;
}

/** Bytes in pieces each of which fits into one item. */
export function chunked(bytes: Uint8Array): Chunked {
  const more: Uint8Array[] = [];
  for (let from = MOST_BYTES; from < bytes.length; from += MOST_BYTES)
    more.push(bytes.slice(from, from + MOST_BYTES));
  const mark = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return { first: bytes.slice(0, MOST_BYTES), more, mark };
}
