import { type FaultKind, type FaultRule, ruleOf } from './fault-kinds.ts';
import type { End, Fault, WrittenScenario } from './scenario.ts';
import { arrivalsOf, dependantsOf, ownerOf, placesOf, reachedBy, type Topology } from './topology.ts';

/** Share of its full load that a pair can take for good. */
const COMFORTABLE = 0.75;
/** Share of its full load from which on a pair has little to spare, so that less CPU or more callers show. */
const BUSY = 0.39;
/** Requests per second below which a share of errors is no number that an alarm sees. */
const FEWEST_CALLS = 5;

/** Whether a fault of a kind can befall a place and be seen there. */
export function canBefall(
  topology: Topology,
  load: Readonly<Record<string, number>>,
  kind: FaultKind,
  at: string,
): boolean {
  const { places } = ruleOf(kind);
  const type = placesOf(topology).get(at);
  if (type === undefined || !places.includes(type)) return false;
  const service = topology.services[at];
  const calls = arrivalsOf(topology, load)[at] ?? 0;
  if (kind === 'stuck-consumer') return service?.consumes !== undefined;
  if (kind === 'connection-leak')
    return (service?.dependsOn ?? []).some((name) => name in topology.databases);
  if (kind.startsWith('disk-full')) return service?.type === 'ecs-pair' && service.host !== undefined;
  if (kind === 'load-spike' && !(at in load)) return false;
  if (kind === 'load-spike' || kind === 'noisy-neighbour')
    return service?.type === 'ecs-pair' && calls / service.tasks / service.fullLoad >= BUSY;
  if (kind === 'low-concurrency' && service?.consumes !== undefined) return true;
  if (kind === 'message-burst' || kind === 'poison-messages') return consumerIsPair(topology, at);
  return type === 'ecs-pair' || type === 'lambda-alias' ? calls >= FEWEST_CALLS : true;
}

function consumerIsPair(topology: Topology, queue: string): boolean {
  return topology.services[ownerOf(topology, queue)]?.type === 'ecs-pair';
}

/** The alarms by which a fault is told, first those where it is, then those of the callers that feel it. */
export function alarmsFor(
  topology: Topology,
  kind: FaultKind,
  at: string,
): readonly { kind: string; on: string }[] {
  const rule = ruleOf(kind);
  const places = placesOf(topology);
  const queue = topology.services[at]?.consumes;
  const here = rule.shows.flatMap((name) => {
    const on = name === 'backlog' || name === 'message-age' ? (queue ?? at) : at;
    return fits(name, places.get(on)) ? [{ kind: name, on }] : [];
  });
  const backlog = kind === 'low-concurrency' && queue !== undefined ? [{ kind: 'backlog', on: queue }] : [];
  const felt = dependantsOf(topology, at)
    .filter((name) => places.get(name) === 'ecs-pair')
    .flatMap((on) => feltAs(rule).map((name) => ({ kind: name, on })));
  return [...here, ...backlog, ...felt];
}

function fits(alarm: string, type: string | undefined): boolean {
  const ofFunctions = ['function-errors', 'function-duration', 'throttles'];
  const ofPairs = ['server-errors', 'latency'];
  if (ofFunctions.includes(alarm)) return type === 'lambda-alias';
  return ofPairs.includes(alarm) ? type === 'ecs-pair' : true;
}

function feltAs({ spreads }: FaultRule): readonly string[] {
  if (spreads === 'no') return [];
  if (spreads === 'both') return ['server-errors', 'latency'];
  return spreads === 'errors' ? ['server-errors'] : ['latency'];
}

export interface Circumstances {
  readonly topology: Topology;
  readonly load: Readonly<Record<string, number>>;
  readonly fault: Fault;
  readonly alarms: readonly string[];
  /** Whether somebody lets runbooks act. */
  readonly mayAct: boolean;
}

/**
 * The label of a composed fault:
 * - what mends or eases its kind is allowed, where it is; nothing when nobody lets runbooks act
 * - more tasks than its owner lets it have are never allowed
 * - it is fixable when its kind can be mended and, for load, when as many tasks as the pairs may have are enough
 * - it ends repaired (where target tracking adds tasks too, perhaps by that), or by itself when it is over after a
 *   while, or with people
 */
export function labelFor(circumstances: Circumstances): WrittenScenario['labels'][number] {
  const { topology, fault, alarms, mayAct } = circumstances;
  const { mendedBy, easedBy } = ruleOf(fault.kind);
  const fixable = mayAct && mendedBy.length > 0 && hasRoom(circumstances);
  const allowed = [...mendedBy, ...easedBy].flatMap((remedy) =>
    targetsOf(topology, fault)
      .filter((target) => remedy !== 'scale-out' || mayGrow(topology, fault, target))
      .map((target) => `${remedy} ${target}`),
  );
  return {
    alarms: [...alarms],
    cause: { at: fault.at, kind: fault.kind },
    fixable,
    why: whyOf(circumstances, fixable),
    allowed: mayAct ? allowed : [],
    end: endOf(circumstances, fixable),
  };
}

/** Load passes from a service to all that it calls, and messages are worked off by the queue's owner. */
function targetsOf(topology: Topology, { kind, at }: Fault): readonly string[] {
  if (kind === 'load-spike')
    return reachedBy(topology, at).filter((name) => topology.services[name]?.type === 'ecs-pair');
  return at in topology.queues ? [ownerOf(topology, at)] : [at];
}

function mayGrow(topology: Topology, { kind }: Fault, target: string): boolean {
  const service = topology.services[target];
  return service?.type === 'ecs-pair' && (kind === 'too-few-tasks' || service.tasks < service.maxTasks);
}

function hasRoom({ topology, load, fault }: Circumstances): boolean {
  if (fault.kind !== 'load-spike') return true;
  const grown = { ...load, [fault.at]: ((load[fault.at] ?? 0) * fault.intensity) / 100 };
  const arrivals = arrivalsOf(topology, grown);
  return targetsOf(topology, fault).every((name) => {
    const service = topology.services[name];
    if (service?.type !== 'ecs-pair') return true;
    return (arrivals[name] ?? 0) <= service.maxTasks * service.fullLoad * COMFORTABLE;
  });
}

function whyOf({ fault, mayAct }: Circumstances, fixable: boolean): string {
  const { mendedBy } = ruleOf(fault.kind);
  if (fixable) return `${fault.kind} is mended by ${mendedBy.join(' or ')}.`;
  if (!mayAct) return 'Nobody lets a runbook act.';
  return mendedBy.length > 0
    ? 'There is no room for more tasks.'
    : `Nothing the agent may do mends ${fault.kind}.`;
}

function endOf({ topology, fault }: Circumstances, fixable: boolean): End {
  const { mendedBy, easedBy } = ruleOf(fault.kind);
  const service = topology.services[fault.at];
  const grows = service?.type === 'ecs-pair' && service.autoscaled;
  if (fixable && grows && [...mendedBy, ...easedBy].includes('scale-out')) return 'repaired-or-recovered';
  if (fixable) return 'repaired';
  return fault.forMinutes === undefined ? 'escalated' : 'recovered-itself';
}
