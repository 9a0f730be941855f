import { dependenciesOf, type ServiceGraph } from '../incident/service-graph.ts';
import { isUnwell, type Rise, type Symptoms } from './vitals.ts';

/** By node of the graph; nothing known of a service that is missing. */
export type KnownSymptoms = ReadonlyMap<string, Symptoms>;

/** How much of what a caller feels has to be there in what it calls: the rest is noise, retries and other calls. */
const PART = 0.4;

/**
 * Where trouble that is felt at a node began: from what a service needs to what that needs, as long as it explains what
 * is felt before it. A service that nothing explains is an origin, the node itself where nothing else is. Of services
 * that need each other, the one that was reached last.
 * @param explained whether what is wrong with the first node explains what is felt at the second
 */
export function originsOf(
  graph: ServiceGraph,
  node: string,
  explained: (needed: string, caller: string) => boolean,
): readonly string[] {
  // Each service is gone on from once: ways through services that all need each other are without number.
  const seen = new Set([node]);
  const walk = (from: string, way: readonly string[]): readonly string[] => {
    const causes = dependenciesOf(graph, from).filter(
      (needed) => !way.includes(needed) && explained(needed, from),
    );
    if (causes.length === 0) return [from];
    return causes.flatMap((cause) => {
      if (seen.has(cause)) return [];
      seen.add(cause);
      return walk(cause, [...way, cause]);
    });
  };
  return walk(node, [node]);
}

/**
 * Whether what is wrong with a service explains what is felt at one that calls it: everything that rose there rose
 * here, by a good part as much. Of a caller at which nothing was measured to have risen it is enough that it is unwell.
 */
export function explains(needed: Symptoms | undefined, caller: Symptoms | undefined): boolean {
  if (!needed || !isUnwell(needed)) return false;
  const { errors, seconds } = caller ?? {};
  return (
    (errors === undefined || covers(needed.errors, errors) || covers(needed.seconds, seconds)) &&
    (seconds === undefined || covers(needed.seconds, seconds))
  );
}

function covers(needed: Rise | undefined, felt: Rise | undefined): boolean {
  return (
    needed !== undefined &&
    felt !== undefined &&
    needed.now - needed.before >= PART * (felt.now - felt.before)
  );
}

/** What is wrong with a service, for people. */
export function symptomWords({ errors, seconds }: Symptoms): string {
  const failing = errors && `${percent(errors.now)} of its requests fail (before: ${percent(errors.before)})`;
  const slow = seconds && `they take ${seconds.now.toFixed(2)} s (before: ${seconds.before.toFixed(2)} s)`;
  return [failing, slow].filter((words) => words !== undefined).join(', ');
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))}%`;
}
