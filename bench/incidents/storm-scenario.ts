import { Dice } from './dice.ts';
import type { Scenario } from './labelled.ts';
import { loadLibrary } from './load.ts';
import { resolve } from './resolve.ts';
import type { Topology } from './topology.ts';

/** One service that twelve others ask, a pair of services, and three that stand alone. */
const TOPOLOGIES = ['wide', 'payments', 'islands'];
/** Minutes over which the faults begin, one service after the other. */
export const STORM_MINUTES = 3;
const LATE_SECONDS = 5;

/**
 * A storm as a scenario: in every service something goes wrong that a runbook can mend, and so many alarms watch it by
 * turns, each by the data of its service.
 */
export function stormScenario(seed: number, signals: number): Scenario {
  const { topologies, alarmKinds } = loadLibrary();
  const topology = joined(topologies);
  // Nobody promises that what is the cause fires first.
  const services = new Dice(seed).shuffled(Object.keys(topology.services));
  const isFunction = (name: string) => topology.services[name]?.type === 'lambda-alias';
  const scenario = resolve(
    { topologies: { storm: topology }, alarmKinds },
    {
      id: 'storm',
      words: 'Everything at once.',
      on: 'storm',
      // Throttles need calls; tasks burn CPU by themselves.
      load: Object.fromEntries(services.filter(isFunction).map((name) => [name, 40])),
      faults: services.map((at, index) => ({
        ...(isFunction(at)
          ? { kind: 'low-concurrency' as const, at, intensity: 2 }
          : { kind: 'cpu-burn' as const, at, intensity: 90 }),
        afterMinutes: Math.floor((index * STORM_MINUTES) / services.length),
      })),
      alarms: services.map((on) => ({
        kind: isFunction(on) ? 'throttles' : 'cpu',
        on,
        datapoints: '1 of 1',
        severity: 'high' as const,
      })),
      delivery: { copies: 1, lateSeconds: LATE_SECONDS },
      labels: [],
    },
  );
  return { ...scenario, alarms: repeated(scenario.alarms, signals) };
}

function joined(topologies: Readonly<Record<string, Topology>>): Topology {
  const chosen = TOPOLOGIES.map((name) => topologies[name]).filter((one) => one !== undefined);
  return {
    words: 'Several at once.',
    services: Object.assign({}, ...chosen.map(({ services }) => services)),
    databases: {},
    providers: Object.assign({}, ...chosen.map(({ providers }) => providers)),
    queues: {},
    entries: {},
  };
}

/** So many alarms, which watch the same by turns under names of their own. */
function repeated(alarms: Scenario['alarms'], count: number): Scenario['alarms'] {
  const rounds = Math.ceil(count / alarms.length);
  const all = Array.from({ length: rounds }, (_, round) =>
    alarms.map((alarm) => ({ ...alarm, id: `${alarm.id}-${round}` })),
  );
  return all.flat().slice(0, count);
}
