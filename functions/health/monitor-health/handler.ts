import type { Finding } from '../../../core/health/finding.ts';
import { dependenciesOf, overall } from '../../../core/health/overall.ts';
import { type Health, healthOf } from '../../../core/health/score.ts';
import { nodeOf } from '../../../core/incident/service-graph.ts';
import type { ServiceRecord } from '../../../core/services/service.ts';
import type { Handler } from '../../operation.ts';
import { chosen, needed, registered } from '../registered.ts';
import { shownCounts } from '../shown-counts.ts';
import { survey } from '../survey.ts';
import type { definition } from './definition.ts';

type Output = Awaited<ReturnType<Handler<typeof definition>>>;

/** Well within what a caller of the HTTP API waits for. */
const DEADLINE_MS = 18_000;
const NAMED_AT_MOST = 20;

export const handler: Handler<typeof definition> = async ({ services: names }, context) => {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const at = new Date(context.clock.now()).toISOString();
  const all = await registered(context);
  const asked = chosen(all, names);
  const { findings, notReached } = await survey(context, [...asked, ...needed(all, asked)], deadline);
  const health = new Map([...findings].map(([node, some]) => [node, healthOf(some)]));
  const services = asked.map((service) => told(service, findings, health));
  const named = asked.flatMap((service) => {
    const known = health.get(nodeIn(service));
    return known ? [{ ...known, service: nodeIn(service) }] : [];
  });
  return {
    ...overall(named),
    at,
    lost: named
      .flatMap(({ service, lost }) => lost.map((one) => ({ service, ...one })))
      .toSorted((one, other) => other.points - one.points),
    services,
    counts: shownCounts(named.map(({ counts }) => counts)),
    notReached: [...notReached],
    missing: missingOf(asked),
  };
};

function nodeIn({ environment, name }: ServiceRecord): string {
  return nodeOf(environment, name);
}

function told(
  service: ServiceRecord,
  findings: ReadonlyMap<string, readonly Finding[]>,
  health: ReadonlyMap<string, Health>,
): Output['services'][number] {
  const own = findings.get(nodeIn(service)) ?? [];
  const { state, score } = healthOf(own);
  return {
    environment: service.environment,
    service: service.name,
    state,
    ...(score !== undefined && { score }),
    probes: own.map(({ severity: _severity, ...finding }) => finding),
    dependencies: dependenciesOf(service, health),
    watched: service.health !== undefined,
  };
}

/** A service whose owner never said how it is to be asked is seen from the inside only. */
function missingOf(services: readonly ServiceRecord[]): string[] {
  const list = (some: readonly ServiceRecord[]) =>
    `${some.slice(0, NAMED_AT_MOST).map(nodeIn).join(', ')}${some.length > NAMED_AT_MOST ? ', ...' : ''}`;
  const unwatched = services.filter(({ health }) => health === undefined);
  const silent = services.filter(({ health }) => health?.endpoints.length === 0);
  return [
    ...(services.length === 0 ? ['No service is registered; register_service registers one.'] : []),
    ...(unwatched.length > 0
      ? [`No endpoints, history or signals of ${list(unwatched)}: register them again with health.`]
      : []),
    ...(silent.length > 0 ? [`No endpoints of ${list(silent)}.`] : []),
  ];
}
