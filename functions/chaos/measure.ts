import type { Measure } from '../../core/chaos/fault.ts';
import type { Measurements, Span } from '../../core/chaos/observed.ts';
import type { EcsPairTarget, LambdaAliasTarget, ServiceRecord, Side } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { loadBalancerDimension, targetGroupDimension } from '../rollouts/drivers/ecs-pair/arms.ts';
import { type MetricQuery, minutesBetween, readMetrics, type Series } from '../rollouts/metrics.ts';

const SIDES: readonly Side[] = ['blue', 'green'];
type Value = (id: string) => number | undefined;
type Read = (value: Value) => Partial<Record<Measure, number>>;

/**
 * Measures a service minute by minute in [from, to). A balancer and a function count nothing where nothing happens: a
 * minute with requests and no count of errors had none, and one without requests is not known.
 */
export async function measure(
  context: Context,
  { target }: Pick<ServiceRecord, 'target'>,
  span: Span,
): Promise<Measurements> {
  if (span.to <= span.from) return {};
  const { queries, read } = target.type === 'ecs-pair' ? ofPair(target) : ofFunction(target);
  const series = await readMetrics(context, queries, span);
  const found: Partial<Record<Measure, Map<number, number>>> = {};
  for (const minute of minutesBetween(span.from, span.to)) {
    const values = read((id) => series.get(id)?.get(minute));
    for (const [name, value] of Object.entries(values) as [Measure, number][]) {
      const known = found[name] ?? new Map<number, number>();
      known.set(minute, value);
      found[name] = known;
    }
  }
  return found;
}

function ofPair(target: EcsPairTarget): { queries: MetricQuery[]; read: Read } {
  const LoadBalancer = loadBalancerDimension(target);
  const balancer = (id: string, metric: string): MetricQuery => ({
    id,
    namespace: 'AWS/ApplicationELB',
    metric,
    dimensions: { LoadBalancer },
    stat: 'Sum',
  });
  return {
    queries: [
      balancer('unserved', 'HTTPCode_ELB_5XX_Count'),
      ...SIDES.flatMap((side) => ofSide(target, side)),
    ],
    read: (value) => minuteOfPair(value),
  };
}

function ofSide(target: EcsPairTarget, side: Side): MetricQuery[] {
  const group = {
    TargetGroup: targetGroupDimension(target.sides[side].targetGroup),
    LoadBalancer: loadBalancerDimension(target),
  };
  const service = { ClusterName: target.cluster, ServiceName: target.sides[side].service };
  const query = (
    id: string,
    metric: string,
    stat: string,
    namespace = 'AWS/ApplicationELB',
    dimensions: Readonly<Record<string, string>> = group,
  ): MetricQuery => ({ id: `${id}_${side}`, namespace, metric, dimensions, stat });
  return [
    query('requests', 'RequestCount', 'Sum'),
    query('errors', 'HTTPCode_Target_5XX_Count', 'Sum'),
    query('p50', 'TargetResponseTime', 'p50'),
    query('p95', 'TargetResponseTime', 'p95'),
    query('p99', 'TargetResponseTime', 'p99'),
    query('healthy', 'HealthyHostCount', 'Minimum'),
    query('cpu', 'CPUUtilization', 'Average', 'AWS/ECS', service),
    query('memory', 'MemoryUtilization', 'Average', 'AWS/ECS', service),
    query('writes', 'StorageWriteBytes', 'Average', 'ECS/ContainerInsights', service),
  ];
}

function minuteOfPair(value: Value): Partial<Record<Measure, number>> {
  const each = (id: string) => SIDES.flatMap((side) => value(`${id}_${side}`) ?? []);
  const sum = (id: string) => each(id).reduce((total, one) => total + one, 0);
  const most = (id: string) => (each(id).length === 0 ? undefined : Math.max(...each(id)));
  const unserved = value('unserved') ?? 0;
  const requests = each('requests').length + unserved === 0 ? undefined : sum('requests') + unserved;
  const milliseconds = (id: string) => {
    const seconds = most(id);
    return seconds === undefined ? undefined : seconds * 1000;
  };
  return known({
    requests,
    errorRate: requests === undefined ? undefined : share(sum('errors') + unserved, requests),
    latencyP50: milliseconds('p50'),
    latencyP95: milliseconds('p95'),
    latencyP99: milliseconds('p99'),
    healthyTargets: each('healthy').length === 0 ? undefined : sum('healthy'),
    cpu: most('cpu'),
    memory: most('memory'),
    diskWrites: most('writes'),
  });
}

function ofFunction(target: LambdaAliasTarget): { queries: MetricQuery[]; read: Read } {
  const { functionName, alias } = target;
  const dimensions = { FunctionName: functionName, Resource: `${functionName}:${alias}` };
  const query = (id: string, metric: string, stat = 'Sum'): MetricQuery => ({
    id,
    namespace: 'AWS/Lambda',
    metric,
    dimensions,
    stat,
  });
  return {
    queries: [
      query('invocations', 'Invocations'),
      query('errors', 'Errors'),
      query('throttles', 'Throttles'),
      query('p50', 'Duration', 'p50'),
      query('p95', 'Duration', 'p95'),
      query('p99', 'Duration', 'p99'),
    ],
    read: (value) => minuteOfFunction(value),
  };
}

function minuteOfFunction(value: Value): Partial<Record<Measure, number>> {
  const [invocations, throttles] = [value('invocations'), value('throttles')];
  const requests =
    invocations === undefined && throttles === undefined ? undefined : (invocations ?? 0) + (throttles ?? 0);
  return known({
    requests,
    errorRate:
      requests === undefined ? undefined : share((value('errors') ?? 0) + (throttles ?? 0), requests),
    throttles: requests === undefined ? undefined : (throttles ?? 0),
    latencyP50: value('p50'),
    latencyP95: value('p95'),
    latencyP99: value('p99'),
  });
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(1, part / whole);
}

function known(values: Partial<Record<Measure, number | undefined>>): Partial<Record<Measure, number>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<
    Record<Measure, number>
  >;
}

/** A value of one metric for each minute of a span, oldest first. */
export async function readOne(
  context: Context,
  query: Omit<MetricQuery, 'id'>,
  span: Span,
): Promise<readonly number[]> {
  if (span.to <= span.from) return [];
  const series: Series = await readMetrics(context, [{ id: 'probe', ...query }], span);
  return [...(series.get('probe') ?? [])].sort(([one], [other]) => one - other).map(([, value]) => value);
}
