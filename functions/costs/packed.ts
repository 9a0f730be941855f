import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** JSON in a tenth of its space: an item of DynamoDB holds 400 KB. */
export function packed(value: unknown): Uint8Array {
  return new Uint8Array(deflateRawSync(JSON.stringify(value)));
}

export function unpacked<T>(bytes: unknown): T {
  return JSON.parse(inflateRawSync(Buffer.from(bytes as Uint8Array)).toString('utf8')) as T;
}

/** What fits into one item, its keys included. */
export const MOST_BYTES = 380_000;
