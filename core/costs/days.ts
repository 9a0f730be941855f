import { type Facts, LOOK_BACK_DAYS } from './rule.ts';

/** The values of a metric that is always measured; undefined unless every day of the look-back has one. */
export function everyDay({ metrics }: Facts, key: string): readonly number[] | undefined {
  const values = metrics[key] ?? [];
  return values.length >= LOOK_BACK_DAYS ? values : undefined;
}

/** The values of a metric that AWS leaves out where nothing happened: an absent day is none. */
export function anyDay({ metrics }: Facts, key: string): readonly number[] {
  return metrics[key] ?? [];
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** 0 of nothing. */
export function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
