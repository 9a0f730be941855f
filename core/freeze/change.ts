import type { Calendar, Freezes, Stop, Window } from './freeze.ts';

/** The freezes with the calendar of a service (or of the whole environment) replaced; no window removes it. */
export function withCalendar(
  freezes: Freezes,
  service: string | undefined,
  windows: readonly Window[],
): Freezes {
  const calendars: Calendar[] = freezes.calendars.filter((calendar) => calendar.service !== service);
  if (windows.length > 0) calendars.push(service === undefined ? { windows } : { service, windows });
  return { ...freezes, calendars };
}

/** The freezes with the line of a service (or of the whole environment) stopped. */
export function withStop(freezes: Freezes, stop: Stop): Freezes {
  return { ...freezes, stops: [...withoutStop(freezes, stop.service).stops, stop] };
}

/** The freezes with the line of a service (or of the whole environment) running again. */
export function withoutStop(freezes: Freezes, service: string | undefined): Freezes {
  return { ...freezes, stops: freezes.stops.filter((stop) => stop.service !== service) };
}
