/** A part of a description: an object by AWS's member names. */
export type Part = Readonly<Record<string, unknown>>;

const EMPTY: Part = {};

/** The object, or an empty one where there is none. */
export function partOf(value: unknown): Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Part) : EMPTY;
}

/** The objects of a list; none where there is no list. */
export function partsOf(value: unknown): readonly Part[] {
  return Array.isArray(value) ? value.map(partOf) : [];
}

/** The texts of a list, or the one text that stands in its place, as policies allow it. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

const DAY_MS = 86_400_000;

/** Whole days from a time to another, both ISO 8601; nothing where the first is none. */
export function daysBetween(from: unknown, to: string): number | undefined {
  const begin = typeof from === 'string' ? Date.parse(from) : Number.NaN;
  return Number.isNaN(begin) ? undefined : Math.floor((Date.parse(to) - begin) / DAY_MS);
}
