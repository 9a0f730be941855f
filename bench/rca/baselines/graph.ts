import { CallGraph } from '../../../core/root-cause/calls.ts';
import { sum } from '../../../core/root-cause/statistics.ts';
import { deviations } from './deviation.ts';
import { type Baseline, byScore, type Measure } from './measures.ts';

/** What PetShop's baselines hold to be anomalous, in median absolute deviations. */
const ANOMALOUS = 5;
const WALK_ROUNDS = 100;
const RESTART = 0.15;
const BACK = 0.1;

/** Traversal: anomalous nodes that the target needs and that need no anomalous node, most anomalous first. */
export const traversal: Baseline = ({ measures, calls, target }) => {
  const graph = new CallGraph(calls);
  const anomalous = new Map(
    measures.map((one) => [one.node, deviations(one)] as const).filter(([, score]) => score > ANOMALOUS),
  );
  const found = new Set(target === undefined ? [] : [target]);
  for (const node of found)
    for (const callee of graph.calleesOf(node)) if (anomalous.has(callee)) found.add(callee);
  const isEnd = (node: string) => !graph.calleesOf(node).some((callee) => anomalous.has(callee));
  const score = (node: string) => anomalous.get(node) ?? 0;
  return [...found].filter(isEnd).sort((one, other) => score(other) - score(one));
};

/** Ranked correlation: anomalous nodes by how closely they follow the target through the incident. */
export const rankedCorrelation: Baseline = ({ measures, target }) => {
  const felt = measures.find(({ node }) => node === target);
  if (felt === undefined) return [];
  const others = measures.filter((one) => one.node !== target && deviations(one) > ANOMALOUS);
  return byScore(others, ({ now }) => Math.abs(correlation(now, felt.now)));
};

/** Random walk (MicroRCA's): along calls by how closely callees follow the target, with restarts at the target. */
export const randomWalk: Baseline = ({ measures, calls, target }) => {
  const felt = measures.find(({ node }) => node === target);
  if (felt === undefined) return [];
  const nodes = measures.map(({ node }) => node);
  const near = new Map(measures.map((one) => [one.node, Math.abs(correlation(one.now, felt.now))]));
  const ways = waysOf(measures, new CallGraph(calls), near);
  let mass = new Map(nodes.map((node) => [node, node === target ? 1 : 0]));
  for (let round = 0; round < WALK_ROUNDS; round += 1) {
    const next = new Map(nodes.map((node) => [node, node === target ? RESTART : 0]));
    for (const [node, own] of mass) {
      const out = ways.get(node) ?? [];
      const all = sum(out.map(([, weight]) => weight)) || 1;
      for (const [to, weight] of out)
        next.set(to, (next.get(to) ?? 0) + ((1 - RESTART) * own * weight) / all);
    }
    mass = next;
  }
  return nodes.sort((one, other) => (mass.get(other) ?? 0) - (mass.get(one) ?? 0));
};

type Way = readonly [to: string, weight: number];

function waysOf(
  measures: readonly Measure[],
  graph: CallGraph,
  near: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly Way[]> {
  const nearness = (node: string) => near.get(node) ?? 0;
  return new Map(
    measures.map(({ node }) => {
      const callees = graph.calleesOf(node);
      const beyond = nearness(node) - Math.max(0, ...callees.map(nearness));
      const forward = callees.map((callee): Way => [callee, nearness(callee)]);
      const back = graph.callersOf(node).map((caller): Way => [caller, BACK * nearness(caller)]);
      return [node, [...forward, ...back, [node, Math.max(0, beyond)] satisfies Way]];
    }),
  );
}

/** Pearson's correlation of the points that both have; 0 of too few or of constants. */
export function correlation(one: readonly number[], other: readonly number[]): number {
  const pairs = one
    .map((value, index) => [value, other[index] ?? Number.NaN] as const)
    .filter((pair) => pair.every(Number.isFinite));
  const [x, y] = [sum(pairs.map(([a]) => a)) / pairs.length, sum(pairs.map(([, b]) => b)) / pairs.length];
  const covariance = sum(pairs.map(([a, b]) => (a - x) * (b - y)));
  const spread = Math.sqrt(sum(pairs.map(([a]) => (a - x) ** 2)) * sum(pairs.map(([, b]) => (b - y) ** 2)));
  return pairs.length < 3 || spread === 0 ? 0 : covariance / spread;
}
