import { KEPT_DAYS } from '../../../lib/manifest/kept-days.ts';

const DAY_MS = 86_400_000;

/** Every month (`2026-11`) that can hold a record, oldest first; what is older is not there any more. */
export function keptMonths(now: number): string[] {
  const months = new Set<string>();
  for (let at = now - KEPT_DAYS.audit * DAY_MS; at < now; at += DAY_MS) months.add(monthOf(at));
  return [...months.add(monthOf(now))];
}

function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}
