import type { Outcome } from './outcome.ts';

/** What of an id names one case of a journey: a call with what befell it, or a scenario. */
const BEHIND_JOURNEY = /(\/scenario)\/.*$|\/[^/]+\.[^/]+\/[^/]+$/;

/** How the cases of each part and journey ended, for people. */
export function table(outcomes: readonly Outcome[]): string {
  const rows = new Map<
    string,
    { cases: number; violations: number; missed: number; ends: Map<string, number> }
  >();
  for (const { id, violations, met, ended } of outcomes) {
    const key = id.replace(BEHIND_JOURNEY, '$1');
    const row = rows.get(key) ?? { cases: 0, violations: 0, missed: 0, ends: new Map<string, number>() };
    row.cases++;
    if (violations.length > 0) row.violations++;
    if (!met) row.missed++;
    row.ends.set(ended, (row.ends.get(ended) ?? 0) + 1);
    rows.set(key, row);
  }
  return [...rows]
    .map(([key, { cases, violations, missed, ends }]) => {
      const list = [...ends].map(([ended, count]) => `${count} ${ended}`).join(', ');
      return `${key.padEnd(36)} ${cases} cases, ${violations} with violations, ${missed} not met; ${list}\n`;
    })
    .join('');
}
