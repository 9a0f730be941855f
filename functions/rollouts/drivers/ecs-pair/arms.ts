import type { Minute } from '../../../../core/judge/minute.ts';
import type { LatencyLimit } from '../../../../core/rollout/record.ts';
import { SIDES } from '../../../../core/services/pair.ts';
import type { EcsPairTarget, Side } from '../../../../core/services/service.ts';
import type { MetricTerm } from '../../../../core/slo/objective.ts';
import type { VersionTerm } from '../../../../core/slo/of-version.ts';
import type { Context } from '../../../context.ts';
import { type MetricQuery, minutesBetween, readMetrics, type Series } from '../../metrics.ts';

const NAMESPACE = 'AWS/ApplicationELB';

/** `targetgroup/name/id`, the dimension's form of a target group's ARN. */
export function targetGroupDimension(arn: string): string {
  return arn.slice(arn.indexOf(':targetgroup/') + 1);
}

/** `app/name/id` of the balancer that a listener's or rule's ARN belongs to. */
export function loadBalancerDimension({ production }: EcsPairTarget): string {
  return /:listener(?:-rule)?\/(app\/[^/]+\/[^/]+)/.exec(production.arn)?.[1] ?? '';
}

function dimensionsOf(target: EcsPairTarget, side: Side): Record<string, string> {
  return {
    TargetGroup: targetGroupDimension(target.sides[side].targetGroup),
    LoadBalancer: loadBalancerDimension(target),
  };
}

/** A side's minutes in [from, now), with the limits' shares; see `Minute`. */
export async function readArm(
  context: Context,
  target: EcsPairTarget,
  side: Side,
  range: { from: number; limits: readonly LatencyLimit[] },
): Promise<Minute[]> {
  const dimensions = dimensionsOf(target, side);
  const query = (id: string, metric: string, stat: string): MetricQuery => ({
    id,
    namespace: NAMESPACE,
    metric,
    dimensions,
    stat,
  });
  const to = context.clock.now();
  const series = await readMetrics(
    context,
    [
      query('requests', 'RequestCount', 'Sum'),
      query('errors', 'HTTPCode_Target_5XX_Count', 'Sum'),
      query('connections', 'TargetConnectionErrorCount', 'Sum'),
      query('unhealthy', 'UnHealthyHostCount', 'Maximum'),
      query('p95', 'TargetResponseTime', 'p95'),
      ...range.limits.map(({ name, milliseconds }) =>
        query(`above_${name}`, 'TargetResponseTime', `TC(${Number((milliseconds / 1000).toFixed(6))}:)`),
      ),
    ],
    { from: range.from, to },
  );
  return minutesBetween(range.from, to).map((start) => minuteOf(series, start, range.limits));
}

function minuteOf(series: Series, start: number, limits: readonly LatencyLimit[]): Minute {
  const value = (id: string) => series.get(id)?.get(start);
  const p95 = value('p95');
  return {
    start,
    // A balancer reports requests only while they flow: no datapoint is no data, but then no errors either.
    requests: value('requests') ?? null,
    errors: value('errors') ?? 0,
    connectionErrors: value('connections') ?? 0,
    unhealthyHosts: value('unhealthy') ?? 0,
    // Latency is published apart from requests: until it is there, nobody knows that no request was slow.
    above:
      value('p95') === undefined
        ? {}
        : Object.fromEntries(limits.map(({ name }) => [name, value(`above_${name}`) ?? 0])),
    p95Ms: p95 === undefined ? null : p95 * 1000,
  };
}

/** What the balancer answers by itself belongs to no side. */
const OF_NO_SIDE = /^HTTPCode_ELB_/;

/** A side's metrics name its target group or its ECS service. */
export function termOfSide(target: EcsPairTarget, side: Side): VersionTerm {
  const sideOf = ({ dimensions: { TargetGroup, ClusterName, ServiceName } }: MetricTerm) =>
    SIDES.find((one) => {
      const { targetGroup, service } = target.sides[one];
      if (TargetGroup !== undefined) return TargetGroup === targetGroupDimension(targetGroup);
      return ClusterName === clusterName(target) && ServiceName === service;
    });
  return (term) => {
    const own = sideOf(term);
    if (own !== undefined) return own === side ? term : 'other';
    const ofBalancer =
      term.namespace === NAMESPACE && term.dimensions['LoadBalancer'] === loadBalancerDimension(target);
    return ofBalancer && OF_NO_SIDE.test(term.metric) ? 'other' : 'all';
  };
}

/** The target's cluster is a name or an ARN. */
function clusterName({ cluster }: EcsPairTarget): string {
  return cluster.slice(cluster.lastIndexOf('/') + 1);
}

/** Where a side's response time is measured, in seconds. */
export function responseTime(target: EcsPairTarget, side: Side) {
  return { namespace: NAMESPACE, metric: 'TargetResponseTime', dimensions: dimensionsOf(target, side) };
}
