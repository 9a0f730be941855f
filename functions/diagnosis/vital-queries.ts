import type { VitalMinute } from '../../core/diagnosis/vitals.ts';
import type { EcsPairTarget, LambdaAliasTarget, Side, Target } from '../../core/services/service.ts';
import { loadBalancerDimension, targetGroupDimension } from '../rollouts/drivers/ecs-pair/arms.ts';
import type { MetricQuery } from '../rollouts/metrics.ts';

/** What is asked of CloudWatch for one service, and what its answers for a minute say. */
export interface VitalQueries {
  readonly queries: readonly MetricQuery[];
  minuteOf(value: (id: string) => number | undefined): VitalMinute;
}

/** How long requests took: what nearly all of them took, or the mean, whose sum over requests is time lost. */
export type LatencyStatistic = 'p95' | 'Average';

const SIDES: readonly Side[] = ['blue', 'green'];

/**
 * @param id prefix of the queries' ids, as CloudWatch wants them: it begins with a lower-case letter
 * @param sharesBalancer whether the balancer is another service's as well, whose errors it would count
 */
export function vitalQueries(
  id: string,
  target: Target,
  sharesBalancer: boolean,
  latency: LatencyStatistic = 'p95',
): VitalQueries {
  return target.type === 'ecs-pair'
    ? ofPair(id, target, sharesBalancer, latency)
    : ofFunction(id, target, latency);
}

/** Both sides together: which of them serves need not be asked. */
function ofPair(
  id: string,
  target: EcsPairTarget,
  sharesBalancer: boolean,
  latency: LatencyStatistic,
): VitalQueries {
  const namespace = 'AWS/ApplicationELB';
  const balancer = { LoadBalancer: loadBalancerDimension(target) };
  const ofSide = (side: Side) => {
    const TargetGroup = targetGroupDimension(target.sides[side].targetGroup);
    const query = (name: string, metric: string, stat: string): MetricQuery => ({
      id: `${id}_${side}_${name}`,
      namespace,
      metric,
      dimensions: { TargetGroup, ...balancer },
      stat,
    });
    return [
      query('requests', 'RequestCount', 'Sum'),
      query('errors', 'HTTPCode_Target_5XX_Count', 'Sum'),
      query('refused', 'TargetConnectionErrorCount', 'Sum'),
      query('seconds', 'TargetResponseTime', latency),
    ];
  };
  const ofBalancer: MetricQuery = {
    id: `${id}_balancer`,
    namespace,
    metric: 'HTTPCode_ELB_5XX_Count',
    dimensions: balancer,
    stat: 'Sum',
  };
  return {
    queries: [...SIDES.flatMap(ofSide), ...(sharesBalancer ? [] : [ofBalancer])],
    minuteOf: (value) => minuteOfPair((name) => value(`${id}_${name}`)),
  };
}

function minuteOfPair(value: (name: string) => number | undefined): VitalMinute {
  const [most] = SIDES.toSorted(
    (one, other) => (value(`${other}_requests`) ?? 0) - (value(`${one}_requests`) ?? 0),
  );
  // A request that met no target is an error of the balancer's only. One whose target did not answer is counted as a
  // request, too, so that the share of failures comes out as half of what it is at the least.
  const unserved = value('balancer');
  const requests = total([...SIDES.map((side) => value(`${side}_requests`)), unserved]);
  const refused = SIDES.map((side) => value(`${side}_refused`));
  const errors = total([...SIDES.map((side) => value(`${side}_errors`)), unserved ?? total(refused)]);
  const seconds = value(`${most}_seconds`);
  return minute(requests, errors, seconds);
}

function ofFunction(
  id: string,
  { functionName, alias }: LambdaAliasTarget,
  latency: LatencyStatistic,
): VitalQueries {
  const dimensions = { FunctionName: functionName, Resource: `${functionName}:${alias}` };
  const query = (name: string, metric: string, stat: string): MetricQuery => ({
    id: `${id}_${name}`,
    namespace: 'AWS/Lambda',
    metric,
    dimensions,
    stat,
  });
  return {
    queries: [
      query('requests', 'Invocations', 'Sum'),
      query('errors', 'Errors', 'Sum'),
      query('throttles', 'Throttles', 'Sum'),
      query('duration', 'Duration', latency),
    ],
    minuteOf: (value) => {
      const throttles = value(`${id}_throttles`);
      const milliseconds = value(`${id}_duration`);
      // What was throttled was no invocation.
      const requests = total([value(`${id}_requests`), throttles]);
      const errors = total([value(`${id}_errors`), throttles]);
      return minute(requests, errors, milliseconds === undefined ? undefined : milliseconds / 1000);
    },
  };
}

function minute(
  requests: number | undefined,
  errors: number | undefined,
  seconds: number | undefined,
): VitalMinute {
  return {
    ...(requests !== undefined && { requests }),
    ...(errors !== undefined && { errors }),
    ...(seconds !== undefined && { seconds }),
  };
}

function total(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0);
}
