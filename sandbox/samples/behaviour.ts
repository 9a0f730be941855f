/** How one version of a sample service acts; both data planes read it. */
export interface Behaviour {
  /** Sandbox seconds from the start of a task until it serves. */
  readonly startSeconds: number;
  /** What `/health` says; a version that is not healthy still answers other requests. */
  readonly healthy: boolean;
  /** `at-start` exits before it serves; `afterRequests` exits while it answers that request. */
  readonly crash: 'never' | 'at-start' | { readonly afterRequests: number };
  /** Share of requests answered with 500, from 0 to 1. */
  readonly errorShare: number;
  /** Latency is lognormal: its median in milliseconds, and the deviation of its logarithm. */
  readonly latencyMedianMs: number;
  readonly latencySigma: number;
  /** What it calls for every request; without it, it calls nobody. */
  readonly dependency?: Dependency;
}

/** A server that a version calls, on 127.0.0.1. */
export interface Dependency {
  readonly port: number;
  /** How long it waits for an answer. */
  readonly timeoutMs: number;
  /** Without an answer it fails; otherwise it answers all the same. */
  readonly needed: boolean;
}
