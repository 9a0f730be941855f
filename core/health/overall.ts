import type { Health, HealthState } from './score.ts';

export interface NamedHealth extends Pick<Health, 'state' | 'score'> {
  /** `environment/name`. */
  readonly service: string;
}

export interface Overall {
  readonly state: HealthState;
  /** The lowest of all services that have one: a mean would hide the one that is down. */
  readonly score?: number;
  readonly words: string;
}

const WORST_FIRST: readonly HealthState[] = ['UNHEALTHY', 'DEGRADED', 'UNKNOWN', 'HEALTHY'];
const NAMED_AT_MOST = 10;

/** How all services together are: as the worst of them; UNKNOWN where there is none. */
export function overall(services: readonly NamedHealth[]): Overall {
  const state = WORST_FIRST.find((one) => services.some((service) => service.state === one));
  if (state === undefined) return { state: 'UNKNOWN', words: 'There is nothing to probe.' };
  const scores = services.flatMap(({ score }) => score ?? []);
  return {
    state,
    ...(scores.length > 0 && { score: Math.min(...scores) }),
    words: wordsOf(services, state),
  };
}

function wordsOf(services: readonly NamedHealth[], state: HealthState): string {
  if (state === 'HEALTHY') return `All ${services.length} services are healthy.`;
  const names = services.filter((service) => service.state === state).map(({ service }) => service);
  const shown = names.slice(0, NAMED_AT_MOST).join(', ');
  const more = names.length > NAMED_AT_MOST ? ` and ${names.length - NAMED_AT_MOST} more` : '';
  return `${names.length} of ${services.length} services are ${state}: ${shown}${more}.`;
}

export interface DependencyHealth extends NamedHealth {
  readonly words: string;
}

/**
 * What a service needs, apart from the service itself: a dependency that is down takes none of its points, and what
 * is not registered is UNKNOWN.
 */
export function dependenciesOf(
  { environment, dependsOn = [] }: { readonly environment: string; readonly dependsOn?: readonly string[] },
  known: ReadonlyMap<string, Health>,
): DependencyHealth[] {
  return dependsOn.map((name) => {
    const service = `${environment}/${name}`;
    const health = known.get(service);
    if (!health) return { service, state: 'UNKNOWN', words: 'It is not registered.' };
    const { state, score, lost } = health;
    const why = lost[0] ? `${lost[0].probe}: ${lost[0].words}` : `It is ${state}.`;
    return { service, state, ...(score !== undefined && { score }), words: why };
  });
}
