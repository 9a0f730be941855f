import { createHash } from 'node:crypto';
import type jsonata from 'jsonata';
import type { Json } from './json.ts';

/** Where expressions get time, randomness and identifiers from. */
export interface Sources {
  now(): number;
  random(): number;
  /** 32 hex digits. */
  id(): string;
}

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

export function partition(items: readonly Json[], size: number): Json[] {
  if (!Number.isInteger(size) || size < 1) throw new Error('$partition needs a chunk size of at least 1');
  return Array.from({ length: Math.ceil(items.length / size) }, (_, chunk) =>
    items.slice(chunk * size, (chunk + 1) * size),
  );
}

/** Numbers from `first` to `last`, both included, `step` apart. */
export function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw new Error('$range needs a step other than 0');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  return Array.from({ length }, (_, index) => first + index * step);
}

export function hash(data: Json, algorithm: string): string {
  const name = HASHES[algorithm];
  if (name === undefined) throw new Error(`$hash knows ${Object.keys(HASHES).join(', ')}, not ${algorithm}`);
  return createHash(name)
    .update(typeof data === 'string' ? data : JSON.stringify(data))
    .digest('hex');
}

/** A number in [0, 1) that depends on the seed alone: one step of mulberry32. */
export function seededRandom(seed: number): number {
  let state = (seed + 0x6d2b79f5) | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 4_294_967_296;
}

/** A version 4 UUID made of 32 hex digits. */
export function uuid(hexDigits: string): string {
  const variant = '89ab'[Number.parseInt(hexDigits[16] ?? '0', 16) & 3];
  const digits = `${hexDigits.slice(0, 12)}4${hexDigits.slice(13, 16)}${variant}${hexDigits.slice(17, 32)}`;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * Gives an expression the functions that Step Functions adds to JSONata, binds the impure ones to `sources`, and
 * takes `$eval` away.
 */
export function registerFunctions(expression: jsonata.Expression, sources: Sources, format: Formatter): void {
  const register = (name: string, signature: string, implementation: (...values: never[]) => unknown) =>
    expression.registerFunction(name, implementation as (...values: unknown[]) => unknown, signature);
  register('partition', '<an:a>', partition);
  register('range', '<nnn:a>', range);
  register('hash', '<xs:s>', hash);
  register('parse', '<s:x>', (text: string) => JSON.parse(text));
  register('uuid', '<:s>', () => uuid(sources.id()));
  register('random', '<n?:n>', (seed?: number) =>
    seed === undefined ? sources.random() : seededRandom(seed),
  );
  register('millis', '<:n>', () => sources.now());
  register('now', '<s?s?:s>', (picture?: string, timezone?: string) =>
    format(sources.now(), picture, timezone),
  );
  register('eval', '<x?x?:x>', () => {
    throw new Error('$eval is not supported in Step Functions');
  });
}

/** Writes milliseconds as JSONata's `$fromMillis` does. */
export type Formatter = (milliseconds: number, picture?: string, timezone?: string) => Promise<string>;
