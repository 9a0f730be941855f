import { isFelt } from '../../../core/diagnosis/felt.ts';
import { type KnownSymptoms, originsOf, symptomWords } from '../../../core/diagnosis/origin.ts';
import { isUnwell } from '../../../core/diagnosis/vitals.ts';
import type { Origin } from '../../../core/incident/attached.ts';
import { dependenciesOf, nodeOf, type ServiceGraph } from '../../../core/incident/service-graph.ts';
import type { Signal } from '../../../core/incident/signal.ts';
import type { Context } from '../../context.ts';
import { readSymptoms } from '../../diagnosis/read-symptoms.ts';
import type { StoredService } from '../../services/store.ts';

interface Known {
  readonly services: readonly StoredService[];
  readonly graph: ServiceGraph;
}

/**
 * Where began what is felt at services that need others, by node: services that fail alike because of one that they
 * need are one incident from the start, whichever alarm comes first. Signals are not held up where metrics cannot be
 * read: nothing is known then.
 */
export async function readOrigins(
  context: Context,
  { services, graph }: Known,
  firing: readonly Signal[],
): Promise<ReadonlyMap<string, readonly Origin[]>> {
  const felt = feltAt(graph, firing);
  if (felt.size === 0) return new Map();
  try {
    const symptoms = await readSymptoms(context, { services, graph, felt });
    return new Map([...felt.keys()].map((node) => [node, elsewhere(services, graph, node, symptoms)]));
  } catch (error) {
    context.log.warn('Nobody could tell where signals began.', { why: String(error) });
    return new Map();
  }
}

function feltAt(graph: ServiceGraph, firing: readonly Signal[]): ReadonlyMap<string, number> {
  const felt = new Map<string, number>();
  for (const { environment, service, metric, breachedAt, at } of firing) {
    if (environment === undefined || service === undefined || !isFelt(metric)) continue;
    const node = nodeOf(environment, service);
    if (dependenciesOf(graph, node).length === 0) continue;
    felt.set(node, Math.min(Date.parse(breachedAt ?? at), felt.get(node) ?? Number.POSITIVE_INFINITY));
  }
  return felt;
}

function elsewhere(
  services: readonly StoredService[],
  graph: ServiceGraph,
  node: string,
  symptoms: KnownSymptoms,
): Origin[] {
  // Metrics come up to three minutes late, so how bad either is cannot be compared yet. That two things are unwell of
  // which one needs the other is enough to show them to people as one.
  const explained = (needed: string) => isUnwell(symptoms.get(needed) ?? {});
  return originsOf(graph, node, explained)
    .filter((origin) => origin !== node)
    .flatMap((origin) => {
      const service = services.find(({ environment, name }) => nodeOf(environment, name) === origin)?.name;
      const found = symptoms.get(origin);
      return service !== undefined && found ? [{ service, words: symptomWords(found) }] : [];
    });
}
