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
}
