import { span, times } from './alerts.ts';
import type { BurnAlert, Method, Objective, TimeWindow } from './objective.ts';

const UNITS = { d: 'day', w: 'week', M: 'month', Q: 'quarter', Y: 'year' } as const;

/** A share as people read it, such as 99.9%. */
export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(8))}%`;
}

export function windowWords(window: TimeWindow): string {
  if (window.kind === 'rolling') return `the last ${span(window.seconds)}`;
  const { count, unit, timeZone } = window;
  return `each ${count === 1 ? UNITS[unit] : `${count} ${UNITS[unit]}s`} (${timeZone})`;
}

function methodWords(method: Method): string {
  if (method.kind === 'Occurrences') return 'of events are good';
  const slices = `slices of ${span(method.sliceSeconds)}`;
  if (method.kind === 'RatioTimeslices') return `is the mean share of good events in ${slices}`;
  return `of ${slices} have ${percent(method.sliceTarget)} good events`;
}

/** What an objective asks for, in one sentence. */
export function summaryOf({ target, method, window, service }: Objective): string {
  return `${service}: ${percent(target)} ${methodWords(method)} over ${windowWords(window)}.`;
}

/** An alert in one line. */
export function alertWords({
  name,
  severity,
  factor,
  longSeconds,
  shortSeconds,
  forSeconds,
}: BurnAlert): string {
  const held = forSeconds > 0 ? `, for ${span(forSeconds)}` : '';
  return `${name} (${severity}): more than ${times(factor)} over ${span(longSeconds)} and ${span(shortSeconds)}${held}`;
}
