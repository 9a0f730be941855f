/** What an analysis asked AWS for that AWS wants money for. */
export interface Metered {
  /** Requests to Cost Explorer; every page is one. */
  readonly requests: number;
  /** Metrics that CloudWatch was asked for. */
  readonly metrics: number;
}

export interface Meter extends Metered {
  readonly dollars: number;
}

const DOLLARS_A_REQUEST = 0.01;
const METRICS_A_DOLLAR = 100_000;
export const NOTHING: Metered = { requests: 0, metrics: 0 };

export function metered({ requests, metrics }: Metered): Meter {
  const dollars = requests * DOLLARS_A_REQUEST + metrics / METRICS_A_DOLLAR;
  return { requests, metrics, dollars: Math.round(dollars * 1e5) / 1e5 };
}

export function added(all: readonly Metered[]): Metered {
  return all.reduce(
    (sum, { requests, metrics }) => ({
      requests: sum.requests + requests,
      metrics: sum.metrics + metrics,
    }),
    NOTHING,
  );
}
