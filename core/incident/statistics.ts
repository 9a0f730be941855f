import type { IncidentRecord } from './record.ts';

/** A mean and a 95th percentile over `n` incidents; both missing when there were none. */
export interface Durations {
  readonly n: number;
  readonly meanSeconds?: number;
  readonly p95Seconds?: number;
}

export interface Statistics {
  readonly mttd: Durations;
  readonly mtta: Durations;
  readonly mttr: Durations;
  readonly formulas: typeof FORMULAS;
}

export const FORMULAS = {
  mttd: 'mean of detectedAt - startedAt: from the earliest bad data to the opening of the incident',
  mtta: 'mean of acknowledgedAt - detectedAt, over incidents that somebody acknowledged',
  mttr: 'mean of recoveredAt - startedAt; resolvedAt where a person resolved it and no recovery was seen',
  p95: 'nearest rank: the smallest duration that at least 95% of them do not exceed',
  counted:
    'resolved incidents without a label of chaos or maintenance; n of each is the incidents it is over',
} as const;

/** How long it took to notice, to take on and to recover. Incidents that are open, or were made on purpose, do not count. */
export function statistics(records: readonly IncidentRecord[]): Statistics {
  const counted = records.filter(({ state, label }) => state.name === 'RESOLVED' && label === undefined);
  const over = (
    from: 'startedAt' | 'detectedAt',
    to: (times: IncidentRecord['times']) => string | undefined,
  ) => durations(counted.flatMap(({ times }) => seconds(times[from], to(times))));
  return {
    mttd: over('startedAt', ({ detectedAt }) => detectedAt),
    mtta: over('detectedAt', ({ acknowledgedAt }) => acknowledgedAt),
    mttr: over('startedAt', ({ recoveredAt, resolvedAt }) => recoveredAt ?? resolvedAt),
    formulas: FORMULAS,
  };
}

/** Clocks differ a little; nothing took less than no time. */
function seconds(from: string, to: string | undefined): readonly number[] {
  return to === undefined ? [] : [Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000)];
}

function durations(values: readonly number[]): Durations {
  const sorted = values.toSorted((one, other) => one - other);
  const n = sorted.length;
  const p95Seconds = sorted[Math.ceil(n * 0.95) - 1];
  if (p95Seconds === undefined) return { n };
  return { n, meanSeconds: sorted.reduce((sum, value) => sum + value, 0) / n, p95Seconds };
}
