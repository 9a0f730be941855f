import type { NodeSeries, Period } from '../../../core/root-cause/calls.ts';
import type { TemplateCounts } from '../../../core/root-cause/log-novelty.ts';
import type { ChangeEvent } from '../../../core/root-cause/prior.ts';
import type { ResourceSeries } from '../../../core/root-cause/resources.ts';
import { sum } from '../../../core/root-cause/statistics.ts';
import type { RcaCase } from '../case.ts';
import { Dice } from './dice.ts';
import { type Fault, faultAt, strengthAt } from './fault.ts';
import { simulate } from './simulate.ts';
import { type Topology, topologyOf } from './topology.ts';

const MINUTE_MS = 60_000;
/** Minutes without a fault, and of the incident. */
const USUAL = 240;
const NOW = 12;
/** When the fault starts within the minutes of the incident. */
const START = 4;
const MINUTES = USUAL + NOW;

/** Incidents of systems that were never seen: topologies, loads, faults, innocent changes; a fifth has no fault. */
export function generated(count: number, seed: number): RcaCase[] {
  return Array.from({ length: count }, (_, index) => incident(index, new Dice(seed + 7919 * index)));
}

function incident(index: number, dice: Dice): RcaCase {
  const topology = topologyOf(dice.whole(12, 60), dice);
  const hasFault = !dice.chance(0.2);
  const node = topology.nodes[dice.whole(0, topology.nodes.length - 1)] ?? '';
  const fault = hasFault ? faultAt(node, USUAL + START, dice) : undefined;
  const mild = Array.from({ length: dice.chance(0.3) ? 1 : 0 }, () =>
    faultAt(anyOf(topology, dice), USUAL + START, dice, 0.2),
  );
  const faults = [...(fault ? [fault] : []), ...mild];
  const seen = simulate(topology, faults, loadsOf(dice), dice);
  const felt = fault !== undefined && fault.failing > 0 ? 'errors' : 'latency';
  return {
    name: `generated ${index}`,
    faultType: fault?.kind ?? 'none',
    cause: fault?.node,
    facts: {
      onset: (USUAL + START) * MINUTE_MS,
      target: { node: 'node-0', felt },
      calls: topology.calls.map(({ caller, callee }) => ({ caller, callee })),
      series: seriesOf(seen, dice),
      resources: topology.nodes.map((one) => resourceOf(one, seen.get(one) ?? [], faults, dice)),
      templates: topology.nodes.flatMap((one) => templatesOf(one, seen.get(one) ?? [], faults, dice)),
      changes: changesOf(topology, fault, dice),
    },
  };
}

function anyOf({ nodes }: Topology, dice: Dice): string {
  return nodes[dice.whole(0, nodes.length - 1)] ?? '';
}

/** Requests a minute: a daily wave, noise that lasts, and sometimes a burst in the incident. */
function loadsOf(dice: Dice): number[] {
  const level = Math.exp(dice.between(Math.log(60), Math.log(6000)));
  const phase = dice.between(0, 1);
  const burst = dice.chance(0.2) ? dice.between(1.3, 2.5) : 1;
  let drift = 0;
  return Array.from({ length: MINUTES }, (_, minute) => {
    drift = 0.9 * drift + 0.05 * dice.normal();
    const wave = 1 + 0.3 * Math.sin(2 * Math.PI * (minute / 1440 + phase));
    return level * wave * Math.exp(drift) * (minute >= USUAL + START ? burst : 1);
  });
}

function seriesOf(seen: ReadonlyMap<string, readonly Period[]>, dice: Dice): NodeSeries[] {
  const missing = dice.between(0.05, 0.15);
  return [...seen].map(([node, periods]) => {
    const kept = periods.map((period) => (dice.chance(missing) ? {} : period));
    return { node, usual: kept.slice(0, USUAL), now: kept.slice(USUAL) };
  });
}

function resourceOf(
  node: string,
  periods: readonly Period[],
  faults: readonly Fault[],
  dice: Dice,
): ResourceSeries {
  const level = dice.between(10, 40);
  const busiest = Math.max(1, ...periods.map(({ requests = 0 }) => requests));
  const values = periods.map(({ requests = 0 }, minute) => {
    const used = sum(
      faults.map((one) => (one.node === node && one.isFelt.resource ? 50 * strengthAt(one, minute) : 0)),
    );
    return Math.min(100, level * (0.5 + requests / busiest / 2) * Math.exp(0.1 * dice.normal()) + used);
  });
  return { node, name: 'CPU', usual: values.slice(0, USUAL), now: values.slice(USUAL + START) };
}

/** Lines of requests, of failures that come from below, and of what is wrong where it says so. */
function templatesOf(
  node: string,
  periods: readonly Period[],
  faults: readonly Fault[],
  dice: Dice,
): TemplateCounts[] {
  const own = faults.find((one) => one.node === node && one.isFelt.log);
  const told = (minute: number) => (own === undefined ? 0 : dice.whole(0, 5) * strengthAt(own, minute));
  const line = (template: string, isError: boolean, countOf: (period: Period, minute: number) => number) => {
    const counts = periods.map((period, minute) => Math.round(countOf(period, minute)));
    return { node, template, isError, usual: counts.slice(0, USUAL), now: counts.slice(USUAL + START) };
  };
  return [
    line('request served', false, ({ requests = 0 }) => requests),
    line('request failed', true, ({ errors = 0 }) => errors),
    line(`trouble at ${node}`, true, (_, minute) => told(minute)),
  ];
}

/** A bad version was deployed; others were deployed too. */
function changesOf(topology: Topology, fault: Fault | undefined, dice: Dice): ChangeEvent[] {
  const innocent = Array.from({ length: dice.whole(0, 3) }, (_, index) => ({
    node: anyOf(topology, dice),
    kind: 'deployment',
    id: `dep-${index}`,
    at: (USUAL + START - dice.whole(0, 60)) * MINUTE_MS,
  }));
  if (fault === undefined || !(fault.kind === 'bad version' || dice.chance(0.2))) return innocent;
  return [...innocent, { node: fault.node, kind: 'deployment', id: 'dep-bad', at: fault.start * MINUTE_MS }];
}
