import type { KnownSymptoms } from '../../core/diagnosis/origin.ts';
import { BEFORE_MINUTES, symptomsOf, type VitalMinute, type Vitals } from '../../core/diagnosis/vitals.ts';
import { needs, nodeOf, type ServiceGraph } from '../../core/incident/service-graph.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import type { Context } from '../context.ts';
import { loadBalancerDimension } from '../rollouts/drivers/ecs-pair/arms.ts';
import { minutesBetween, readMetrics } from '../rollouts/metrics.ts';
import { vitalQueries } from './vital-queries.ts';

const MINUTE_MS = 60_000;
/** Services looked at in one go: of more nothing is known, which keeps a storm's cost bounded. */
const MOST_SERVICES = 60;
/**
 * How far back minutes are read, which bounds what old trouble costs: a source may say that it began years ago. What
 * was usual before older trouble was not measured, and says nothing.
 */
const LONGEST_MS = 24 * 60 * MINUTE_MS;

export interface Suspicion {
  readonly services: readonly ServiceRecord[];
  readonly graph: ServiceGraph;
  /** Where trouble is felt, and since when (milliseconds): what these need is looked at, too. */
  readonly felt: ReadonlyMap<string, number>;
}

/**
 * What is wrong with services at which trouble is felt, and with all that they need, by their metrics. A service of
 * which nothing was measured lately, or which is not registered, is missing.
 * @throws DependencyFailed when CloudWatch cannot answer
 */
export async function readSymptoms(context: Context, suspicion: Suspicion): Promise<KnownSymptoms> {
  const now = context.clock.now();
  const since = sinceOf(suspicion);
  const known = suspicion.services.filter((service) => since.has(nodeIn(service))).slice(0, MOST_SERVICES);
  if (known.length === 0) return new Map();
  const asked = known.map((service, index) => ({
    node: nodeIn(service),
    ...vitalQueries(`s${index}`, service.target, sharesBalancer(service, suspicion.services)),
  }));
  const before = Math.min(...since.values(), now) - BEFORE_MINUTES * MINUTE_MS;
  const from = Math.max(before, now - LONGEST_MS);
  const range = { from: Math.floor(from / MINUTE_MS) * MINUTE_MS, to: now };
  const series = await readMetrics(
    context,
    asked.flatMap(({ queries }) => queries),
    range,
  );
  const starts = minutesBetween(range.from, range.to);
  const valueAt = (start: number) => (id: string) => series.get(id)?.get(start);
  const found = asked.flatMap(({ node, minuteOf }) => {
    const vitals = vitalsOf(starts, (start) => minuteOf(valueAt(start)));
    const symptoms = symptomsOf(vitals, since.get(node) ?? now, now);
    return symptoms ? [[node, symptoms] as const] : [];
  });
  return new Map(found);
}

/** By node, since when it may have been unwell: since the first time that it, or who needs it, felt something. */
function sinceOf({ graph, felt }: Suspicion): Map<string, number> {
  const since = new Map<string, number>();
  for (const [node, at] of felt)
    for (const needed of needs(graph, node).keys())
      since.set(needed, Math.min(at, since.get(needed) ?? Number.POSITIVE_INFINITY));
  return since;
}

function vitalsOf(starts: readonly number[], minuteOf: (start: number) => VitalMinute): Vitals {
  return new Map(starts.map((start) => [start, minuteOf(start)]));
}

function nodeIn({ environment, name }: Pick<ServiceRecord, 'environment' | 'name'>): string {
  return nodeOf(environment, name);
}

function sharesBalancer(service: ServiceRecord, services: readonly ServiceRecord[]): boolean {
  const own = balancerOf(service);
  return services.some((other) => nodeIn(other) !== nodeIn(service) && balancerOf(other) === own);
}

function balancerOf({ target }: ServiceRecord): string | undefined {
  return target.type === 'ecs-pair' ? loadBalancerDimension(target) : undefined;
}
