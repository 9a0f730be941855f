import { Dice } from './dice.ts';
import { FAULT_KINDS, type FaultKind, ruleOf } from './fault-kinds.ts';
import type { Scenario } from './labelled.ts';
import { type Library, resolve } from './resolve.ts';
import { alarmsFor, canBefall, labelFor } from './rules.ts';
import type { Fault, WrittenScenario } from './scenario.ts';
import { INTENSITIES } from './severities.ts';
import { dependantsOf, placesOf, reachedBy, type Topology } from './topology.ts';

type WrittenAlarms = WrittenScenario['alarms'];

const SHARES = { quiet: 0.1, twoFaults: 0.2, disorder: 0.25, asked: 0.15, longPeriod: 0.1 };
/** Kinds that may also end by themselves. */
const PASSING: readonly FaultKind[] = ['flaky', 'bad-input', 'slow-dependency', 'dependency-down'];
const DATAPOINTS = ['1 of 1', '2 of 2', '2 of 3', '3 of 3', '3 of 5'];
const LONG_DATAPOINTS = ['1 of 1', '2 of 2'];
const DEPLOYED_AT_MINUTE = 4;
const VERSION_FAILS_AT_MINUTE = 40;

/** Scenarios drawn from a seed, so that nobody can know them beforehand: fault x topology x load x alarm settings. */
export function composeScenarios(library: Library, count: number, seed: number): readonly Scenario[] {
  const dice = new Dice(seed);
  return Array.from({ length: count }, (_, at) => {
    const id = `composed-${seed}-${at + 1}`;
    return resolve(library, dice.chance(SHARES.quiet) ? quiet(library, dice, id) : faulty(library, dice, id));
  });
}

/** Nothing is wrong, under the alarms that would tell of something. */
function quiet(library: Library, dice: Dice, id: string): WrittenScenario {
  const on = dice.one(Object.keys(library.topologies));
  const topology = topologyOf(library, on);
  const load = drawnLoad(topology, dice);
  const [kind, at] = dice.one(befallable(topology, load));
  const alarms = [...drawnAlarms(topology, dice, { kind, at }, [])];
  return { id, words: `Nothing is wrong with ${at} of ${on}.`, on, load, faults: [], alarms, labels: [] };
}

function faulty(library: Library, dice: Dice, id: string): WrittenScenario {
  const wanted = dice.one(Object.keys(INTENSITIES) as FaultKind[]);
  const { on, topology, load, places } = dice.one(settingsOf(library, dice, wanted));
  const first = drawnFault(dice, wanted, dice.one(places));
  const second = dice.chance(SHARES.twoFaults) ? unrelated(topology, load, dice, first) : undefined;
  const faults = second === undefined ? [first] : [first, second];
  const asked = dice.chance(SHARES.asked);
  const approval = asked ? dice.one(['given', 'never', 'rejected'] as const) : 'given';
  const alarms: WrittenAlarms[number][] = [];
  const labels = faults.map((fault) => {
    const here = drawnAlarms(topology, dice, fault, alarms);
    alarms.push(...here);
    const names = here.map((alarm) => `${alarm.on}-${alarm.kind}`);
    return labelFor({ topology, load, fault, alarms: names, mayAct: approval === 'given' });
  });
  const deployed = faults.find((fault) => ruleOf(fault.kind).ofVersion);
  return {
    id,
    words: `${faults.map((fault) => `${fault.kind} at ${fault.at}`).join(', and ')} of ${on}.`,
    on,
    load,
    minutes: deployed === undefined ? 75 : 100,
    ...(deployed && {
      deployment: { service: deployed.at, atMinute: DEPLOYED_AT_MINUTE, strategy: 'canary' as const },
    }),
    faults,
    alarms,
    autonomy: asked ? 'ask' : 'act',
    approval,
    ...(dice.chance(SHARES.disorder) && {
      delivery: { copies: dice.whole(1, 3), lateSeconds: dice.whole(0, 120) },
    }),
    labels,
  };
}

/** Every topology with callers, and the places in it that a kind of fault can befall. */
function settingsOf({ topologies }: Library, dice: Dice, wanted: FaultKind) {
  const settings = Object.entries(topologies).map(([on, topology]) => {
    const load = drawnLoad(topology, dice);
    const found = befallable(topology, load).filter(([kind]) => kind === wanted);
    return { on, topology, load, places: found.map(([, at]) => at) };
  });
  return settings.filter(({ places }) => places.length > 0);
}

function topologyOf({ topologies }: Library, name: string): Topology {
  const topology = topologies[name];
  if (topology === undefined) throw new RangeError(`There is no topology ${name}.`);
  return topology;
}

/** Callers at a rate that the alarms' usual thresholds are made for. */
function drawnLoad({ entries }: Topology, dice: Dice): Record<string, number> {
  const factor = dice.between(0.8, 1.15);
  return Object.fromEntries(
    Object.entries(entries).map(([name, perSecond]) => [name, Math.max(1, Math.round(perSecond * factor))]),
  );
}

/** Every kind at every place where it would be seen. */
function befallable(
  topology: Topology,
  load: Readonly<Record<string, number>>,
): readonly (readonly [FaultKind, string])[] {
  const kinds = (Object.keys(FAULT_KINDS) as FaultKind[]).filter((kind) => kind in INTENSITIES);
  return [...placesOf(topology).keys()].flatMap((at) =>
    kinds.filter((kind) => canBefall(topology, load, kind, at)).map((kind) => [kind, at] as const),
  );
}

function drawnFault(dice: Dice, kind: FaultKind, at: string): Fault {
  const [low, high] = INTENSITIES[kind] ?? [0, 0];
  const passes = PASSING.includes(kind) && dice.chance(0.5);
  return {
    kind,
    at,
    afterMinutes: ruleOf(kind).ofVersion ? VERSION_FAILS_AT_MINUTE : dice.whole(6, 14),
    ...(passes && { forMinutes: dice.whole(8, 15) }),
    intensity: dice.whole(low, high),
  };
}

/** A second fault that neither causes the first nor is caused by it, nor shares a caller with it. */
function unrelated(
  topology: Topology,
  load: Readonly<Record<string, number>>,
  dice: Dice,
  first: Fault,
): Fault | undefined {
  const mine = concerned(topology, first.at);
  const others = befallable(topology, load).filter(
    ([kind, at]) => !ruleOf(kind).ofVersion && !concerned(topology, at).some((name) => mine.includes(name)),
  );
  if (others.length === 0) return undefined;
  return drawnFault(dice, ...dice.one(others));
}

function concerned(topology: Topology, at: string): readonly string[] {
  const { databases, providers, queues, services } = topology;
  const owner = { ...databases, ...providers, ...queues }[at]?.owner;
  const queue = services[at]?.consumes;
  const near = [at, owner ?? [], queue ?? []].flat();
  return near.flatMap((name) => [name, ...dependantsOf(topology, name), ...reachedBy(topology, name)]);
}

/** The alarms that tell a fault, each set a little otherwise; none that is there already. */
function drawnAlarms(
  topology: Topology,
  dice: Dice,
  { kind, at, forMinutes }: Pick<Fault, 'kind' | 'at' | 'forMinutes'>,
  there: WrittenAlarms,
): readonly { kind: string; on: string }[] {
  const known = there.map((alarm) => `${alarm.on}-${alarm.kind}`);
  const fresh = alarmsFor(topology, kind, at).filter((alarm) => !known.includes(`${alarm.on}-${alarm.kind}`));
  return fresh.map((alarm) => {
    // A certificate is looked at once a day.
    if (alarm.kind === 'certificate') return alarm;
    // A task whose memory is full is killed before a long period is over.
    const lasts = forMinutes === undefined && alarm.kind !== 'memory';
    const long = dice.chance(SHARES.longPeriod) && lasts;
    return {
      ...alarm,
      datapoints: dice.one(long ? LONG_DATAPOINTS : DATAPOINTS),
      ...(long && { periodSeconds: 300 }),
      severity: dice.one(['medium', 'high', 'critical'] as const),
    };
  });
}
