export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
export type Day = (typeof DAYS)[number];

/** One stretch of time; `from` is frozen, `to` is not. ISO 8601 with an offset. */
export interface DatedWindow {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/**
 * Every week on the days it starts on, by the clocks of `timeZone`. `HH:MM`; an end at or before the start is on
 * the following day.
 */
export interface WeeklyWindow {
  readonly days: readonly Day[];
  readonly from: string;
  readonly to: string;
  /** IANA name, such as `Europe/Dublin`. */
  readonly timeZone: string;
  readonly reason: string;
}

export type Window = DatedWindow | WeeklyWindow;

/** The windows of one service, or of the whole environment when `service` is absent. */
export interface Calendar {
  readonly service?: string;
  readonly windows: readonly Window[];
}

/** A line that somebody stopped; it stays so until somebody starts it again. */
export interface Stop {
  readonly service?: string;
  readonly reason: string;
  /** ARN of the principal. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

/** All that can freeze one environment; at most one calendar and one stop for each service, and for the whole. */
export interface Freezes {
  readonly calendars: readonly Calendar[];
  readonly stops: readonly Stop[];
}

/** True when an entry holds for a service: it names it, or it names none. */
export function holdsFor(entry: { readonly service?: string }, service: string | undefined): boolean {
  return entry.service === undefined || entry.service === service;
}
