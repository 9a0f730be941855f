import { isFelt } from '../diagnosis/felt.ts';
import { explains, type KnownSymptoms, originsOf } from '../diagnosis/origin.ts';
import type { Symptoms } from '../diagnosis/vitals.ts';
import { needs, nodeOf, type ServiceGraph } from '../incident/service-graph.ts';
import type { FiringSignal } from './match.ts';
import type { RunTarget } from './run.ts';
import type { TargetType } from './runbook.ts';

/** A registered service of which signals of an incident fire, or which one of those needs. */
export interface InvolvedService {
  readonly target: RunTarget;
  readonly type: TargetType;
  /** Those that fire; none of a service that is only needed. */
  readonly signals: readonly FiringSignal[];
  /** What is under way there, in words: a deployment or a run, whose business the signals are. */
  readonly busy?: string;
}

/** A service that may be repaired for the signals that it has. */
export interface Repair extends InvolvedService {
  /** Before then nobody can say that it is not what it needs that is unwell; milliseconds. */
  readonly surestAt?: number;
}

/** Metrics of one service may be visible so long before those of another. */
const LATEST_SECONDS = 180;

export interface RepairFacts {
  readonly services: readonly InvolvedService[];
  readonly graph: ServiceGraph;
  /** What was measured of the services, by node. */
  readonly symptoms: KnownSymptoms;
  /** When the incident's damage began; milliseconds. */
  readonly startedAt: number;
}

/**
 * The services that an incident may be repaired at, those that others need first: where a resource of their own fires,
 * and where what is felt began. What callers feel of it is not theirs to repair. A service at which it began and of
 * which no signal fires has what was measured of it as its signals.
 */
export function repairsOf(facts: RepairFacts): readonly Repair[] {
  const places = new Map<string, FiringSignal[]>();
  const add = (node: string, signals: readonly FiringSignal[]) =>
    places.set(node, [...(places.get(node) ?? []), ...signals]);
  for (const service of facts.services.filter(fires)) {
    const node = nodeIn(service);
    const own = service.signals.filter(({ metric }) => !isFelt(metric));
    const felt = service.signals.filter(({ metric }) => isFelt(metric));
    if (own.length > 0) add(node, own);
    if (felt.length > 0)
      for (const origin of originsOf(facts.graph, node, explainedBy(facts)))
        add(origin, origin === node ? felt : []);
  }
  return [...places]
    .flatMap(([node, signals]) => placeOf(node, signals, facts) ?? [])
    .toSorted((one, other) => depth(facts.graph, one, other));
}

/**
 * The services at which trouble is felt whose metrics, and those of what they need, decide where it is repaired. None
 * where that is somebody else's business whatever is measured: metrics are paid for, and this is asked again and again.
 */
export function nodesToMeasure({ services, graph }: Pick<RepairFacts, 'services' | 'graph'>): string[] {
  const isFeltAt = ({ signals }: InvolvedService) => signals.some(({ metric }) => isFelt(metric));
  const reach = (service: InvolvedService) => {
    const needed = needs(graph, nodeIn(service));
    return services.filter((other) => needed.has(nodeIn(other)));
  };
  const felt = services.filter(isFeltAt).map((service) => ({ service, reached: reach(service) }));
  const owns = services.filter(({ signals }) => signals.some(({ metric }) => !isFelt(metric)));
  const isBusy = ({ busy }: InvolvedService) => busy !== undefined;
  // One of those that a felt service reaches is repaired, and each that has a signal of its own.
  if (owns.some(isBusy) || felt.some(({ reached }) => reached.every(isBusy))) return [];
  return felt.filter(({ reached }) => reached.length > 1).map(({ service }) => nodeIn(service));
}

function fires({ signals }: InvolvedService): boolean {
  return signals.length > 0;
}

export function nodeIn({ target }: Pick<InvolvedService, 'target'>): string {
  return nodeOf(target.environment, target.service);
}

/** Of a service of which nothing was measured, that it fires has to do. */
function explainedBy({ services, symptoms }: RepairFacts) {
  const firing = new Set(services.filter(fires).map(nodeIn));
  return (needed: string, caller: string) =>
    symptoms.has(needed) ? explains(symptoms.get(needed), symptoms.get(caller)) : firing.has(needed);
}

function placeOf(node: string, own: readonly FiringSignal[], facts: RepairFacts): Repair | undefined {
  const { services, symptoms, startedAt } = facts;
  const service = services.find((one) => nodeIn(one) === node);
  const measured = symptoms.get(node);
  if (!service) return undefined;
  const fired = own.length > 0 ? own : service.signals;
  // Nothing said when it began to be seen there; what is felt of it did.
  const firedAt = Math.min(...services.flatMap((one) => one.signals).map(firedAtOf));
  const signals =
    fired.length > 0 || !measured
      ? fired
      : measuredSignals(node, service.type, measured).map((one) => ({ ...one, since: startedAt, firedAt }));
  return { ...service, signals, ...surest(node, signals, facts) };
}

function firedAtOf({ firedAt, since }: FiringSignal): number {
  return firedAt ?? since;
}

/** What is felt or measured at a service that needs others may come from them until their metrics are there for sure. */
function surest(
  node: string,
  signals: readonly FiringSignal[],
  { services, graph }: RepairFacts,
): Pick<Repair, 'surestAt'> {
  const needed = needs(graph, node);
  const needsOthers = services.some((other) => nodeIn(other) !== node && needed.has(nodeIn(other)));
  if (!needsOthers || !signals.every(({ metric }) => isFelt(metric))) return {};
  return { surestAt: Math.min(...signals.map(firedAtOf)) + LATEST_SECONDS * 1000 };
}

/** The metrics by which alarms of a service would tell what was measured of it. */
const MEASURED: Readonly<Record<TargetType, Readonly<Record<keyof Symptoms, [string, string]>>>> = {
  'ecs-pair': {
    errors: ['AWS/ApplicationELB', 'HTTPCode_Target_5XX_Count'],
    seconds: ['AWS/ApplicationELB', 'TargetResponseTime'],
  },
  'lambda-alias': { errors: ['AWS/Lambda', 'Errors'], seconds: ['AWS/Lambda', 'Duration'] },
};

function measuredSignals(
  node: string,
  type: TargetType,
  symptoms: Symptoms,
): Pick<FiringSignal, 'key' | 'metric'>[] {
  return (['errors', 'seconds'] as const).flatMap((symptom) => {
    if (!symptoms[symptom]) return [];
    const [namespace, name] = MEASURED[type][symptom];
    return [{ key: `measured:${node}:${name}`, metric: { namespace, name } }];
  });
}

/** A service that another one needs comes before it. */
function depth(graph: ServiceGraph, one: InvolvedService, other: InvolvedService): number {
  return needs(graph, nodeIn(one)).size - needs(graph, nodeIn(other)).size;
}
