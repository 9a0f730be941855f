const FORM = /^([1-9]\d{0,5})(m|h|d|w|M|Q|Y)$/;

export const DURATION = 'a number and m, h, d, w, M, Q or Y, such as 30d';

/** The longest window of an objective; counts are kept for a little longer. */
export const LONGEST_DAYS = 366;

export interface Duration {
  readonly count: number;
  readonly unit: 'm' | 'h' | 'd' | 'w' | 'M' | 'Q' | 'Y';
}

const SECONDS = {
  m: 60,
  h: 3600,
  d: 86_400,
  w: 7 * 86_400,
  M: 30 * 86_400,
  Q: 90 * 86_400,
  Y: 365 * 86_400,
} as const;

/** A duration as OpenSLO writes it, such as `4w`; nothing for anything else. */
export function parseDuration(value: unknown): Duration | undefined {
  const [, count, unit] = (typeof value === 'string' && FORM.exec(value)) || [];
  return count === undefined ? undefined : { count: Number(count), unit: unit as Duration['unit'] };
}

/** Seconds; a month counts as 30 days, a quarter as 90, a year as 365. */
export function secondsOf({ count, unit }: Duration): number {
  return count * SECONDS[unit];
}
