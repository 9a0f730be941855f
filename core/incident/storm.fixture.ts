import { moment } from './incident.fixture.ts';
import type { ServiceGraph } from './service-graph.ts';
import { nodeOf } from './service-graph.ts';
import type { Signal } from './signal.ts';
import { iso } from './source-time.ts';

export type Random = () => number;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A signal with the fault that it comes from: the truth that a grouping is scored by. */
export interface Labelled {
  readonly signal: Signal;
  readonly fault: string;
}

export interface Storm {
  readonly graph: ServiceGraph;
  readonly signals: readonly Labelled[];
}

const SERVICES = 30;
const METRICS = ['5xx', 'latency', 'cpu', 'connections'];
const name = (index: number) => `service-${index}`;

/** Services in layers: each calls up to three of those before it, mostly near ones. */
function layeredGraph(random: Random): ServiceGraph {
  const dependsOn = Array.from({ length: SERVICES }, (_, index) => {
    const callees = Array.from({ length: index < 6 ? 0 : 1 + Math.floor(random() * 3) }, () =>
      name(Math.floor(random() * Math.max(6, index - 3))),
    );
    return [nodeOf('live', name(index)), [...new Set(callees)]] as const;
  });
  return { dependsOn: Object.fromEntries(dependsOn) };
}

/** Who calls a service. */
function callersOf(graph: ServiceGraph, service: string): readonly string[] {
  return Object.entries(graph.dependsOn).flatMap(([node, callees]) =>
    callees.includes(service) ? [node.slice('live/'.length)] : [],
  );
}

/**
 * Faults at random services, some of them in the same minutes, that spread to those who call them with decreasing
 * chance; each touched service fires one to three alarms, callers sometimes before the origin. Besides them single
 * alarms that come from nothing.
 */
export function storm(seed: number): Storm {
  const random = randomFrom(seed);
  const graph = layeredGraph(random);
  const taken = new Set<string>();
  const faults = Array.from({ length: 2 + Math.floor(random() * 4) }, (_, index) =>
    fault(`fault-${index}`, graph, random, taken),
  );
  const noise = Array.from({ length: 4 }, (_, index) => ({
    fault: `noise-${index}`,
    signal: alarm(name(Math.floor(random() * SERVICES)), 'disk', random() * 3600),
  })).filter(({ signal }) => !taken.has(signal.service ?? ''));
  const signals = [...faults.flat(), ...noise].sort((one, two) => (one.signal.at < two.signal.at ? -1 : 1));
  return { graph, signals };
}

function fault(id: string, graph: ServiceGraph, random: Random, taken: Set<string>): readonly Labelled[] {
  const found: Labelled[] = [];
  const begin = random() * 1800;
  let reached = [name(Math.floor(random() * SERVICES))];
  for (let hop = 0; hop <= 3 && reached.length > 0; hop++) {
    const fresh = [...new Set(reached)].filter((service) => !taken.has(service));
    for (const service of fresh) {
      taken.add(service);
      const lag = begin + 90 * hop + random() * 120;
      const metrics = METRICS.slice(0, 1 + Math.floor(random() * 3));
      found.push(
        ...metrics.map((metric) => ({ fault: id, signal: alarm(service, metric, lag + random() * 90) })),
      );
    }
    reached = fresh.flatMap((service) => callersOf(graph, service).filter(() => random() < 0.7 ** hop * 0.8));
  }
  return found;
}

function alarm(service: string, metric: string, seconds: number): Signal {
  const title = `${service} ${metric}`;
  return {
    key: `cloudwatch:${title}:${Math.round(seconds)}`,
    source: 'cloudwatch',
    state: 'FIRING',
    at: iso(moment(Math.round(seconds))),
    title,
    reason: '',
    environment: 'live',
    service,
    tags: {},
  };
}
