import { type Call, CallGraph, type NodeSeries, type Target } from './calls.ts';
import { type Excess, excessOf } from './excess.ts';
import { sum } from './statistics.ts';

/** Parts below this are not followed: graphs may have very many ways. */
const LEAST = 1e-4;
/** How much of a loss at something that only its clients measure is its own: the rest is theirs, or the way there. */
const OUTSIDE = 0.2;

/** What of the target's loss is a node's own, as far as the call graph tells. */
export interface Blame extends Excess {
  /** Its part of what the target loses; the parts of all nodes are 1 together. */
  readonly part: number;
  /** What of its own loss none of its callees explains, whether or not the target feels it; 0 to 1. */
  readonly self: number;
}

/**
 * Shares the loss of the target out along the call graph. What a node loses it loses itself, unless what it calls loses
 * as much: each callee takes its own loss, as far as it is this caller's, and keeps what its callees do not explain.
 * @returns undefined when nothing is known of the target, or it loses nothing
 */
export function blameOf(
  series: readonly NodeSeries[],
  calls: readonly Call[],
  target: Target,
): ReadonlyMap<string, Blame> | undefined {
  const excess = excessOf(series, target);
  if (excess === undefined) return undefined;
  const seen = (how: NodeSeries['seen']) =>
    new Set(series.flatMap((one) => (one.seen === how ? [one.node] : [])));
  const walk = new Walk(excess, new CallGraph(calls), seen('twice'), seen('outside'));
  const parts = walk.from(target.node);
  return new Map(
    [...excess].map(([node, own]) => [node, { ...own, part: parts.get(node) ?? 0, self: walk.selfOf(node) }]),
  );
}

class Walk {
  readonly #excess: ReadonlyMap<string, Excess>;
  readonly #graph: CallGraph;
  readonly #views: ReadonlySet<string>;
  readonly #outside: ReadonlySet<string>;
  readonly #parts = new Map<string, number>();

  constructor(
    excess: ReadonlyMap<string, Excess>,
    graph: CallGraph,
    views: ReadonlySet<string>,
    outside: ReadonlySet<string>,
  ) {
    this.#excess = excess;
    this.#graph = graph;
    this.#views = views;
    this.#outside = outside;
  }

  from(target: string): ReadonlyMap<string, number> {
    this.#go(target, 1, []);
    return this.#parts;
  }

  #go(node: string, mass: number, way: readonly string[]): void {
    const taken = this.#takenFrom(node).filter(([callee]) => !way.includes(callee));
    const byCallees = sum(taken.map(([, amount]) => amount));
    const all = Math.max(this.#amount(node), byCallees);
    const own = all === 0 ? 1 : (all - byCallees) / all;
    this.#parts.set(node, (this.#parts.get(node) ?? 0) + mass * own);
    for (const [callee, amount] of taken) {
      const passed = (mass * amount) / all;
      if (passed > LEAST) this.#go(callee, passed, [...way, node]);
    }
  }

  /** What of a node's loss its callees do not explain, whoever suffers from it. */
  selfOf(node: string): number {
    const all = this.#amount(node);
    if (all === 0 || this.#views.has(node)) return 0;
    const own = Math.max(0, 1 - sum(this.#takenFrom(node).map(([, amount]) => amount)) / all);
    return own * (this.#outside.has(node) ? OUTSIDE : 1);
  }

  #takenFrom(node: string): (readonly [callee: string, amount: number])[] {
    return this.#graph
      .calleesOf(node)
      .filter((callee) => callee !== node && !this.#views.has(callee))
      .map((callee) => [callee, this.#taken(node, callee)] as const)
      .filter(([, amount]) => amount > 0);
  }

  /** What of a callee's loss this caller waits for: by its part of the requests of all who call it. */
  #taken(caller: string, callee: string): number {
    const own = this.#excess.get(callee);
    // A service that was never called before did not change: who calls it now did.
    if (own === undefined || own.isNew) return 0;
    const callers = this.#graph.callersOf(callee).filter((one) => one === caller || !this.#views.has(one));
    const requests = sum(callers.map((one) => this.#excess.get(one)?.requests ?? 0));
    const part = requests === 0 ? 1 / callers.length : (this.#excess.get(caller)?.requests ?? 0) / requests;
    return own.amount * part * (this.#outside.has(callee) ? OUTSIDE : 1);
  }

  #amount(node: string): number {
    return this.#excess.get(node)?.amount ?? 0;
  }
}
