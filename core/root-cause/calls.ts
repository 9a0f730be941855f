/** What a service felt in one minute (or longer period). What was not measured is absent. */
export interface Period {
  readonly requests?: number;
  /** Requests that failed. */
  readonly errors?: number;
  /** Mean seconds that requests took. */
  readonly latency?: number;
}

/** A node of the call graph by its metrics; the periods of all nodes are the same ones, in order of time. */
export interface NodeSeries {
  readonly node: string;
  /**
   * `outside`: only its clients measure it (a third party). `twice`: it shows another node once more, as a client's
   * side or a load balancer does, so that it can feel but not cause.
   */
  readonly seen?: 'outside' | 'twice';
  /** Periods without a fault. */
  readonly usual: readonly Period[];
  /** Periods around the onset, and since. */
  readonly now: readonly Period[];
}

export interface Call {
  readonly caller: string;
  readonly callee: string;
}

export type Felt = 'latency' | 'errors';

/** Where something is felt that asks for a cause. */
export interface Target {
  readonly node: string;
  readonly felt: Felt;
}

/** Who calls whom. */
export class CallGraph {
  readonly #callees = new Map<string, string[]>();
  readonly #callers = new Map<string, string[]>();

  constructor(calls: readonly Call[]) {
    for (const { caller, callee } of calls) {
      this.#callees.set(caller, [...this.calleesOf(caller), callee]);
      this.#callers.set(callee, [...this.callersOf(callee), caller]);
    }
  }

  calleesOf(node: string): readonly string[] {
    return this.#callees.get(node) ?? [];
  }

  callersOf(node: string): readonly string[] {
    return this.#callers.get(node) ?? [];
  }
}
