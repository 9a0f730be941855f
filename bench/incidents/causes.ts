import type { Scenario } from './labelled.ts';
import type { Played, PlayedIncident } from './played.ts';
import { ownerOf } from './topology.ts';

/** What the investigation of one labelled incident named, against the place of its fault. */
export interface NamedCause {
  readonly incident: string;
  /** The service that answers for the place of the fault. */
  readonly at: string;
  /** Services, most likely first. */
  readonly named: readonly string[];
  /** Whether there was enough data to be sure of anything. */
  readonly isSure: boolean;
  readonly confidence: number;
  /** Whether there was anything to choose from. */
  readonly several: boolean;
}

/** The causes of labelled incidents that have one, each as its last look named it. */
export function namedCauses(scenario: Scenario, { incidents }: Played): readonly NamedCause[] {
  return scenario.labels.flatMap(({ cause, alarms }) => {
    if (cause === 'none') return [];
    const own = incidents.filter((incident) => incident.alarms.some((id) => alarms.includes(id)));
    return own.map((incident) => namedIn(scenario, ownerOf(scenario.topology, cause.at), incident));
  });
}

function namedIn({ id, topology }: Scenario, at: string, { cause }: PlayedIncident): NamedCause {
  const named = cause?.causes ?? [];
  return {
    incident: id,
    at,
    named: named.map(({ service }) => service),
    isSure: cause?.verdict === 'RANKED',
    confidence: named[0]?.confidence ?? 0,
    several: Object.keys(topology.services).length > 1,
  };
}

export interface CauseTally {
  readonly asked: number;
  /** Where there was enough data, and those of them that are right. */
  readonly sure: number;
  readonly surelyRight: number;
  /** Right first, and among the first three, whether there was enough data or not. */
  readonly first: number;
  readonly amongThree: number;
}

export function tallied(causes: readonly NamedCause[]): CauseTally {
  const count = (of: (one: NamedCause) => boolean) => causes.filter(of).length;
  return {
    asked: causes.length,
    sure: count(({ isSure }) => isSure),
    surelyRight: count((one) => one.isSure && isRight(one)),
    first: count(isRight),
    amongThree: count(({ named, at }) => named.slice(0, 3).includes(at)),
  };
}

export function isRight({ named, at }: NamedCause): boolean {
  return named[0] === at;
}
