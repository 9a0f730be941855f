/** What FIS's extension does to invocations of a function, from the share of them that it is for. */
export interface InvocationDisturbance {
  /** Between 0 and 1. */
  readonly share: number;
  readonly delayMs?: number;
  readonly fails?: boolean;
}

/** Everything that is done to functions on purpose, by name. */
export class InvocationDisturbances {
  readonly #byName = new Map<string, Set<InvocationDisturbance>>();

  /** Begins one; the answer ends it. */
  add(functionName: string, disturbance: InvocationDisturbance): () => void {
    const known = this.#byName.get(functionName) ?? new Set();
    known.add(disturbance);
    this.#byName.set(functionName, known);
    return () => void known.delete(disturbance);
  }

  /** What one invocation meets. */
  meet(functionName: string, random: () => number): { readonly delayMs: number; readonly fails: boolean } {
    const met = [...(this.#byName.get(functionName) ?? [])].filter(({ share }) => random() < share);
    return {
      delayMs: met.reduce((sum, { delayMs = 0 }) => sum + delayMs, 0),
      fails: met.some(({ fails }) => fails === true),
    };
  }
}
