/** What a task used in the time since it was last asked, in percent of what it has. */
export interface Usage {
  readonly cpuPercent: number;
  readonly memoryPercent: number;
}

/** How requests end that a task takes. Latency is lognormal, plus what is waited for others. */
export interface Ending {
  readonly errorShare: number;
  readonly latencyMedianMs: number;
  readonly latencySigma: number;
  readonly addedSeconds: number;
}

/** What a modelled task's surroundings make of it. Without any it acts as its behaviour says. */
export interface Circumstances {
  /** Whether something keeps it from starting. */
  readonly held: boolean;
  /** Takes so many requests in the step that ends at `now`, and says how they end. */
  ending(requests: number, now: number): Ending;
  /** What it used since the last time; `undefined` when it did not run. */
  takeUsage(): Usage | undefined;
}
