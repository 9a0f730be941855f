import { canonical } from '../../../../core/canonical.ts';
import type { Minute } from '../../../../core/judge/minute.ts';
import type { LatencyLimit } from '../../../../core/rollout/record.ts';
import type { LambdaAliasTarget } from '../../../../core/services/service.ts';
import type { VersionTerm } from '../../../../core/slo/of-version.ts';
import type { Context } from '../../../context.ts';
import { type MetricQuery, minutesBetween, readMetrics, type Series } from '../../metrics.ts';

const NAMESPACE = 'AWS/Lambda';

function dimensionsOf({ functionName, alias }: LambdaAliasTarget, version: string): Record<string, string> {
  return { FunctionName: functionName, Resource: `${functionName}:${alias}`, ExecutedVersion: version };
}

/** A version's minutes in [from, now) behind the alias; see `Minute`. */
export async function readArm(
  context: Context,
  target: LambdaAliasTarget,
  version: string,
  range: { from: number; limits: readonly LatencyLimit[] },
): Promise<Minute[]> {
  const dimensions = dimensionsOf(target, version);
  const query = (id: string, metric: string, stat: string): MetricQuery => ({
    id,
    namespace: NAMESPACE,
    metric,
    dimensions,
    stat,
  });
  const to = context.clock.now();
  const queries = [
    query('requests', 'Invocations', 'Sum'),
    query('errors', 'Errors', 'Sum'),
    query('p95', 'Duration', 'p95'),
    ...range.limits.map(({ name, milliseconds }) =>
      query(`above_${name}`, 'Duration', `TC(${milliseconds}:)`),
    ),
    ...customErrors(target, version),
  ];
  const series = await readMetrics(context, queries, { from: range.from, to });
  return minutesBetween(range.from, to).map((start) => minuteOf(target, series, start, range.limits));
}

function minuteOf(
  { errorMetric }: LambdaAliasTarget,
  series: Series,
  start: number,
  limits: readonly LatencyLimit[],
): Minute {
  const value = (id: string) => series.get(id)?.get(start);
  const custom = value('custom');
  // A declared metric that says nothing about a minute with requests is missing, and missing is not good.
  const unknown = errorMetric.type === 'custom' && custom === undefined;
  return {
    start,
    requests: unknown ? null : (value('requests') ?? null),
    // A returned 500 is no error to Lambda; both kinds are bad to a user.
    errors: (value('errors') ?? 0) + (custom ?? 0),
    connectionErrors: 0,
    unhealthyHosts: 0,
    // Latency is published apart from requests: until it is there, nobody knows that no request was slow.
    above:
      value('p95') === undefined
        ? {}
        : Object.fromEntries(limits.map(({ name }) => [name, value(`above_${name}`) ?? 0])),
    p95Ms: value('p95') ?? null,
  };
}

function customErrors({ errorMetric }: LambdaAliasTarget, version: string): MetricQuery[] {
  if (errorMetric.type === 'lambda-errors') return [];
  const { namespace, metric } = errorMetric;
  const filled = Object.entries(errorMetric.dimensions).map(([name, value]) => [
    name,
    value.replaceAll('{version}', version),
  ]);
  return [{ id: 'custom', namespace, metric, dimensions: Object.fromEntries(filled), stat: 'Sum' }];
}

/** A metric of the alias is that of its versions together, and can be asked of one of them. */
export function termOfVersion(target: LambdaAliasTarget, version: string): VersionTerm {
  return (term) => {
    const { ExecutedVersion, ...dimensions } = term.dimensions;
    const { ExecutedVersion: _own, ...wanted } = dimensionsOf(target, version);
    if (term.namespace !== NAMESPACE || canonical(dimensions) !== canonical(wanted)) return 'all';
    if (ExecutedVersion !== undefined && ExecutedVersion !== version) return 'other';
    return { ...term, dimensions: { ...dimensions, ExecutedVersion: version } };
  };
}

/** Where a version's duration is measured, in milliseconds. */
export function duration(target: LambdaAliasTarget, version: string) {
  return { namespace: NAMESPACE, metric: 'Duration', dimensions: dimensionsOf(target, version) };
}
