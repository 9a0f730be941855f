import { z } from 'zod';
import type { PlaceType } from './fault-kinds.ts';

const Name = z.string().regex(/^[a-z][a-z0-9-]*$/);

const Common = { dependsOn: z.array(Name).default([]), consumes: Name.optional() };

const Pair = z.strictObject({
  type: z.literal('ecs-pair'),
  tasks: z.int().positive(),
  maxTasks: z.int().positive(),
  /** Requests per second with which one task uses all of its CPU. */
  fullLoad: z.number().positive(),
  /** Target tracking by CPU. */
  autoscaled: z.boolean().default(false),
  /** Name of the host whose disk its tasks share. */
  host: Name.optional(),
  /** Messages a second that one task works off. */
  perTask: z.number().positive().optional(),
  ...Common,
});

const Alias = z.strictObject({
  type: z.literal('lambda-alias'),
  reservedConcurrency: z.int().positive().optional(),
  /** Messages a second that one concurrent execution works off. */
  perTask: z.number().positive().optional(),
  ...Common,
});

const Owned = z.strictObject({ owner: Name });
const Queue = z.strictObject({
  owner: Name,
  /** Messages a second that come from elsewhere. */
  arrivals: z.number().nonnegative().default(0),
});

export const Topology = z.strictObject({
  words: z.string().min(1),
  services: z.record(Name, z.discriminatedUnion('type', [Pair, Alias])),
  databases: z.record(Name, Owned).default({}),
  providers: z.record(Name, Owned).default({}),
  queues: z.record(Name, Queue).default({}),
  /** Requests per second of callers from outside, by service. */
  entries: z.record(Name, z.number().nonnegative()),
});
export type Topology = z.infer<typeof Topology>;

/** Everything that stands in a topology, with its type. */
export function placesOf(topology: Topology): ReadonlyMap<string, PlaceType> {
  const typed = (names: object, type: PlaceType) => Object.keys(names).map((name) => [name, type] as const);
  return new Map([
    ...Object.entries(topology.services).map(([name, { type }]) => [name, type] as const),
    ...typed(topology.databases, 'database'),
    ...typed(topology.providers, 'provider'),
    ...typed(topology.queues, 'queue'),
  ]);
}

/** The services that call a place, or put messages into it. */
export function callersOf({ services }: Topology, place: string): readonly string[] {
  return Object.entries(services)
    .filter(([, { dependsOn }]) => dependsOn.includes(place))
    .map(([name]) => name);
}

/** The callers of a place, their callers, and so on; nearest first. */
export function dependantsOf(topology: Topology, place: string): readonly string[] {
  const found: string[] = [];
  const search = [place];
  for (const at of search) {
    for (const caller of callersOf(topology, at)) {
      if (found.includes(caller)) continue;
      found.push(caller);
      search.push(caller);
    }
  }
  return found;
}

/** The service that answers for a place: itself, or the owner of a database, provider or queue. */
export function ownerOf(topology: Topology, place: string): string {
  const { databases, providers, queues } = topology;
  return { ...databases, ...providers, ...queues }[place]?.owner ?? place;
}

/** Requests per second that reach each service when each request is passed on once along `dependsOn`. */
export function arrivalsOf(
  topology: Topology,
  load: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const arrivals: Record<string, number> = {};
  const arrive = (service: string, perSecond: number): void => {
    arrivals[service] = (arrivals[service] ?? 0) + perSecond;
    for (const callee of topology.services[service]?.dependsOn ?? []) {
      if (callee in topology.services) arrive(callee, perSecond);
    }
  };
  for (const [service, perSecond] of Object.entries(load)) arrive(service, perSecond);
  return arrivals;
}

/** The services that a service calls, those that they call, and so on, with itself. */
export function reachedBy(topology: Topology, service: string): readonly string[] {
  const reached = Object.keys(arrivalsOf(topology, { [service]: 1 }));
  return reached.filter((name) => name in topology.services);
}

/** What a topology names and does not have; empty when all is well. */
export function flawsOf(topology: Topology): readonly string[] {
  const places = placesOf(topology);
  const { services, databases, providers, queues, entries } = topology;
  const named = [
    ...Object.entries(services).flatMap(([name, { dependsOn, consumes }]) =>
      [...dependsOn, ...(consumes === undefined ? [] : [consumes])].map((other) => [name, other] as const),
    ),
    ...Object.entries({ ...databases, ...providers, ...queues }).map(
      ([name, { owner }]) => [name, owner] as const,
    ),
    ...Object.keys(entries).map((name) => ['entries', name] as const),
  ];
  return named.filter(([, other]) => !places.has(other)).map(([at, other]) => `${at}: there is no ${other}`);
}
