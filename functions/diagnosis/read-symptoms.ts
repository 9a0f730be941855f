import type { KnownSymptoms } from '../../core/diagnosis/origin.ts';
import { type Span, spansOf } from '../../core/diagnosis/spans.ts';
import { type Symptoms, symptomsOf, type VitalMinute, type Vitals } from '../../core/diagnosis/vitals.ts';
import { needs, nodeOf, type ServiceGraph } from '../../core/incident/service-graph.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { loadBalancerDimension } from '../rollouts/drivers/ecs-pair/arms.ts';
import { minutesBetween, readMetrics } from '../rollouts/metrics.ts';
import { type VitalQueries, vitalQueries } from './vital-queries.ts';

/** Services looked at in one go: of more nothing is known, which keeps a storm's cost bounded. */
const MOST_SERVICES = 60;

export interface Suspicion {
  readonly services: readonly ServiceRecord[];
  readonly graph: ServiceGraph;
  /** Where trouble is felt, and since when (milliseconds): what these need is looked at, too. */
  readonly felt: ReadonlyMap<string, number>;
}

/**
 * What is wrong with services at which trouble is felt, and with all that they need, by their metrics. A service of
 * which nothing was measured lately, whose trouble is too long ago, or which is not registered, is missing.
 * @throws DependencyFailed when CloudWatch cannot answer
 */
export async function readSymptoms(context: Context, suspicion: Suspicion): Promise<KnownSymptoms> {
  const now = context.clock.now();
  const since = sinceOf(suspicion);
  const known = suspicion.services.filter((service) => since.has(nodeIn(service))).slice(0, MOST_SERVICES);
  if (known.length === 0) return new Map();
  const asked = known.map((service, index) => ({
    node: nodeIn(service),
    since: since.get(nodeIn(service)) ?? now,
    ...vitalQueries(`s${index}`, service.target, sharesBalancer(service, suspicion.services)),
  }));
  const found = new Map<string, Symptoms>();
  for (const { startedAt, spans } of spansOf(
    asked.map((one) => one.since),
    now,
  )) {
    const some = asked.filter((one) => startedAt.includes(one.since));
    const vitals = await readVitals(context, some, spans);
    for (const [index, { node, since: began }] of some.entries()) {
      const symptoms = symptomsOf(vitals[index] ?? new Map(), began, now);
      if (symptoms) found.set(node, symptoms);
    }
  }
  return found;
}

async function readVitals(
  context: Context,
  asked: readonly VitalQueries[],
  spans: readonly Span[],
): Promise<readonly Vitals[]> {
  const queries = asked.flatMap((one) => one.queries);
  const vitals = asked.map(() => new Map<number, VitalMinute>());
  for (const span of spans) {
    const series = await readMetrics(context, queries, span);
    for (const start of minutesBetween(span.from, span.to)) {
      const value = (id: string) => series.get(id)?.get(start);
      for (const [index, { minuteOf }] of asked.entries()) vitals[index]?.set(start, minuteOf(value));
    }
  }
  return vitals;
}

/** By node, since when it may have been unwell: since the first time that it, or who needs it, felt something. */
function sinceOf({ graph, felt }: Suspicion): Map<string, number> {
  const since = new Map<string, number>();
  for (const [node, at] of felt)
    for (const needed of needs(graph, node).keys())
      since.set(needed, Math.min(at, since.get(needed) ?? Number.POSITIVE_INFINITY));
  return since;
}

function nodeIn({ environment, name }: Pick<ServiceRecord, 'environment' | 'name'>): string {
  return nodeOf(environment, name);
}

/** Whether the balancer of a service is another one's, too: its own errors are nobody's in particular then. */
export function sharesBalancer(service: ServiceRecord, services: readonly ServiceRecord[]): boolean {
  const own = balancerOf(service);
  return services.some((other) => nodeIn(other) !== nodeIn(service) && balancerOf(other) === own);
}

function balancerOf({ target }: ServiceRecord): string | undefined {
  return target.type === 'ecs-pair' ? loadBalancerDimension(target) : undefined;
}
