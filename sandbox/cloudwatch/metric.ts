import type { Dimension } from '@aws-sdk/client-cloudwatch';

/** What names one metric: CloudWatch keeps a metric of its own for every set of dimension values. */
export interface MetricName {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** One string for one metric, whatever the order of its dimensions. */
export function metricKey({ namespace, metric, dimensions }: MetricName): string {
  const pairs = Object.entries(dimensions).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([namespace, metric, pairs]);
}

/** Dimensions as a record; the SDK has them as a list of names and values. */
export function dimensionRecord(dimensions: readonly Dimension[] | undefined): Record<string, string> {
  return Object.fromEntries((dimensions ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? '']));
}
