import type { Probe } from '../../core/health/probe.ts';
import type { Seen } from '../../core/health/seen.ts';
import { cleanText } from '../../core/incident/clean-text.ts';
import { readAlarms } from '../alarms.ts';
import type { Context } from '../context.ts';
import { inParallel, unlessLate } from './in-parallel.ts';
import { probeEndpoint } from './probe-endpoint.ts';
import { readEcsServices, SERVICES_AT_ONCE } from './read-ecs-services.ts';
import { readFunctions } from './read-functions.ts';
import { readTargets } from './read-targets.ts';

/** Of more at once a small function is so busy that endpoints seem slow which are not. */
const ENDPOINTS_AT_ONCE = 100;
/** Below what Elastic Load Balancing and ECS answer of one account in a second. */
const GROUPS_AT_ONCE = 10;
const FUNCTIONS_AT_ONCE = 100;
const LONGEST_WORDS = 200;

type Kind<Name extends Probe['kind']> = Extract<Probe, { kind: Name }>;
type Readings = Map<Probe, Seen>;

/**
 * Reads everything that probes ask for, all kinds side by side. What cannot be read says so by itself and spoils
 * nothing else; what was not reached by the deadline is missing.
 */
export async function look(
  context: Context,
  probes: readonly Probe[],
  deadline: AbortSignal,
): Promise<ReadonlyMap<Probe, Seen>> {
  const found: Readings = new Map();
  const of = <Name extends Probe['kind']>(kind: Name) =>
    probes.filter((probe): probe is Kind<Name> => probe.kind === kind);
  const read = reader(found, deadline);
  const few = { atOnce: GROUPS_AT_ONCE, until: deadline };
  await Promise.all([
    inParallel(of('endpoint'), { atOnce: ENDPOINTS_AT_ONCE, until: deadline }, async (probe) => {
      const seen = await probeEndpoint(context, probe, deadline);
      if (seen) found.set(probe, seen);
    }),
    inParallel(of('target-group'), few, (probe) =>
      read([probe], async () => new Map([[probe, await readTargets(context, probe)]])),
    ),
    inParallel(byCluster(of('ecs-service')), few, (some) => read(some, () => readEcsServices(context, some))),
    inParallel(chunks(of('function'), FUNCTIONS_AT_ONCE), few, (some) =>
      read(some, () => readFunctions(context, some)),
    ),
    read(of('alarm'), () => alarmsOf(context, of('alarm'))),
  ]);
  return found;
}

/** Runs one read of several probes, and keeps what it says of each, or why it says nothing. */
function reader(found: Readings, deadline: AbortSignal) {
  return async (probes: readonly Probe[], work: () => Promise<ReadonlyMap<Probe, Seen>>): Promise<void> => {
    if (probes.length === 0) return;
    try {
      const readings = await unlessLate(work(), deadline);
      for (const [probe, seen] of readings ?? []) found.set(probe, seen);
    } catch (error) {
      const { name, message } = error as Error;
      const words = `It could not be read: ${cleanText(`${name}: ${message}`, LONGEST_WORDS)}`;
      for (const probe of probes) found.set(probe, { what: 'unread', words });
    }
  };
}

async function alarmsOf(
  context: Context,
  probes: readonly Kind<'alarm'>[],
): Promise<ReadonlyMap<Probe, Seen>> {
  const states = await readAlarms(context, [...new Set(probes.map(({ name }) => name))]);
  return new Map(
    probes.map((probe) => {
      const state = states.get(probe.name)?.state;
      return [probe, { what: 'alarm', ...(state !== undefined && { state }) }];
    }),
  );
}

function byCluster(probes: readonly Kind<'ecs-service'>[]): Kind<'ecs-service'>[][] {
  return [...Map.groupBy(probes, ({ cluster }) => cluster).values()].flatMap((some) =>
    chunks(some, SERVICES_AT_ONCE),
  );
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
