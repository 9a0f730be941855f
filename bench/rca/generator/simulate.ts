import type { Period } from '../../../core/root-cause/calls.ts';
import type { Dice } from './dice.ts';
import { type Fault, strengthAt } from './fault.ts';
import type { Topology } from './topology.ts';

/** What a node is like when nothing is wrong. */
interface Nature {
  readonly seconds: number;
  /** How much it varies from minute to minute; of the logarithm. */
  readonly noise: number;
  readonly failing: number;
}

/** How far a failed call fails its caller, after retries. */
const PASSED_ON = 0.7;

/** Minutes of every node, by its name. Requests go down the calls; time and failures come up those that are awaited. */
export function simulate(
  { nodes, calls }: Topology,
  faults: readonly Fault[],
  loads: readonly number[],
  dice: Dice,
): ReadonlyMap<string, readonly Period[]> {
  const natures = new Map(nodes.map((node) => [node, natureOf(dice)]));
  const found = new Map<string, Period[]>(nodes.map((node) => [node, []]));
  for (const [minute, load] of loads.entries()) {
    const requests = requestsIn(nodes, calls, load, dice);
    const seconds = new Map<string, number>();
    const failing = new Map<string, number>();
    for (const node of [...nodes].reverse()) {
      const nature = natures.get(node) ?? natureOf(dice);
      const at = faults.filter((fault) => fault.node === node);
      const awaited = calls.filter((call) => call.caller === node && call.isAwaited);
      const slower = at.reduce((all, one) => all * (1 + (one.slower - 1) * strengthAt(one, minute)), 1);
      const own = nature.seconds * slower * Math.exp(nature.noise * dice.normal());
      const waited = awaited.reduce((all, { callee, times }) => all + times * (seconds.get(callee) ?? 0), 0);
      seconds.set(node, own + waited);
      const chances = [
        nature.failing,
        ...at.map((one) => one.failing * strengthAt(one, minute)),
        ...awaited.map(({ callee, times }) => PASSED_ON * Math.min(1, times) * (failing.get(callee) ?? 0)),
      ];
      failing.set(node, 1 - chances.reduce((good, chance) => good * (1 - chance), 1));
      const count = requests.get(node) ?? 0;
      found.get(node)?.push({
        requests: count,
        errors: dice.successes(count, failing.get(node) ?? 0),
        ...(count > 0 && { latency: seconds.get(node) ?? 0 }),
      });
    }
  }
  return found;
}

function natureOf(dice: Dice): Nature {
  return {
    seconds: Math.exp(dice.between(Math.log(0.003), Math.log(0.2))),
    noise: dice.between(0.03, 0.3),
    failing: dice.chance(0.3) ? dice.between(0, 0.01) : 0,
  };
}

function requestsIn(
  nodes: Topology['nodes'],
  calls: Topology['calls'],
  load: number,
  dice: Dice,
): ReadonlyMap<string, number> {
  const requests = new Map<string, number>([[nodes[0] ?? '', Math.round(load)]]);
  for (const node of nodes)
    for (const { callee, times } of calls.filter(({ caller }) => caller === node)) {
      const made = (requests.get(node) ?? 0) * times;
      const varied = Math.max(0, Math.round(made + dice.normal() * Math.sqrt(made)));
      requests.set(callee, (requests.get(callee) ?? 0) + varied);
    }
  return requests;
}
