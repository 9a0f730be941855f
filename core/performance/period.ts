/** One period of a service; what was not measured is missing, and missing is not zero. */
export interface Period {
  /** Its begin, in milliseconds. */
  readonly at: number;
  readonly requests?: number;
  readonly errors?: number;
  readonly throttles?: number;
  readonly meanMs?: number;
  readonly p95Ms?: number;
  readonly maxMs?: number;
  /** Percent of what all that runs has, on average. */
  readonly cpuPercent?: number;
  /** Percent, of the one that used most. */
  readonly cpuMaxPercent?: number;
  readonly memoryMaxPercent?: number;
  /** Executions at once, at the most. */
  readonly concurrency?: number;
}

type Measure = Exclude<keyof Period, 'at'>;

/** The values of a measure in the periods that have it. */
export function valuesOf(periods: readonly Period[], measure: Measure): number[] {
  return periods.flatMap((period) => period[measure] ?? []);
}

/** Undefined where no period has it. */
export function total(periods: readonly Period[], measure: Measure): number | undefined {
  const values = valuesOf(periods, measure);
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
}

export function largest(periods: readonly Period[], measure: Measure): number | undefined {
  const values = valuesOf(periods, measure);
  return values.length === 0 ? undefined : Math.max(...values);
}

/** The mean over the periods that have it. */
export function mean(periods: readonly Period[], measure: Measure): number | undefined {
  const values = valuesOf(periods, measure);
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The mean over all requests: a quiet period counts as little as it was used. */
export function meanByRequests(periods: readonly Period[], measure: Measure): number | undefined {
  let [sum, weight] = [0, 0];
  for (const period of periods) {
    const [value, requests = 0] = [period[measure], period.requests];
    if (value === undefined) continue;
    sum += value * requests;
    weight += requests;
  }
  return weight === 0 ? undefined : sum / weight;
}

/** The value that a share of all periods does not pass (nearest rank). */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
