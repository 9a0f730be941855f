import { cleanText, TEXT_LIMITS } from './clean-text.ts';
import type { SignalMetric } from './signal.ts';
import { listOf, member, numberOf, textOf } from './untyped.ts';

/** CloudWatch allows 30 dimensions. */
const DIMENSION_LIMIT = 30;
/** Notifications spell statistics in capitals. */
const STATISTICS: ReadonlyMap<string, string> = new Map([
  ['SAMPLE_COUNT', 'SampleCount'],
  ['SAMPLECOUNT', 'SampleCount'],
  ['AVERAGE', 'Average'],
  ['SUM', 'Sum'],
  ['MINIMUM', 'Minimum'],
  ['MAXIMUM', 'Maximum'],
]);

/** A metric as it came; dimensions are a record, or a list of names and values. */
export interface LooseMetric {
  readonly namespace: unknown;
  readonly name: unknown;
  readonly dimensions: unknown;
  readonly statistic: unknown;
  readonly period: unknown;
}

/** The metric, with its text cleaned; nothing where namespace, name or period is missing. */
export function signalMetric(loose: LooseMetric): SignalMetric | undefined {
  const name = cleanText(textOf(loose.name), TEXT_LIMITS.tag);
  const namespace = cleanText(textOf(loose.namespace), TEXT_LIMITS.tag);
  const periodSeconds = numberOf(loose.period);
  if (name === '' || namespace === '' || periodSeconds === undefined) return undefined;
  const statistic = cleanText(textOf(loose.statistic), TEXT_LIMITS.name);
  return {
    namespace,
    name,
    dimensions: dimensionsOf(loose.dimensions),
    statistic: STATISTICS.get(statistic) ?? statistic,
    periodSeconds,
  };
}

function dimensionsOf(dimensions: unknown): Readonly<Record<string, string>> {
  const pairs = Array.isArray(dimensions) ? dimensions.map(namedValue) : entriesOf(dimensions);
  const clean = pairs
    .map(([name, value]) => [
      cleanText(textOf(name), TEXT_LIMITS.tag),
      cleanText(textOf(value), TEXT_LIMITS.tag),
    ])
    .filter(([name]) => name !== '');
  return Object.fromEntries(clean.slice(0, DIMENSION_LIMIT));
}

function entriesOf(dimensions: unknown): readonly (readonly [unknown, unknown])[] {
  return typeof dimensions === 'object' && dimensions !== null ? Object.entries(dimensions) : [];
}

function namedValue(dimension: unknown): readonly [unknown, unknown] {
  return [
    member(dimension, 'name') ?? member(dimension, 'Name'),
    member(dimension, 'value') ?? member(dimension, 'Value'),
  ];
}

/** Of an alarm's queries the metric that it returns, else the first that an expression is made of. */
export function firstMetric(
  queries: unknown,
  metricOf: (query: unknown) => SignalMetric | undefined,
): SignalMetric | undefined {
  const metrics = listOf(queries).flatMap((query) => {
    const metric = metricOf(query);
    const returned = (member(query, 'returnData') ?? member(query, 'ReturnData')) !== false;
    return metric ? [{ metric, returned }] : [];
  });
  return (metrics.find(({ returned }) => returned) ?? metrics[0])?.metric;
}
