/** How those of a number of calls that failed looked to their caller. */
export type CallFailure =
  /** Nobody took the connection. */
  | 'refused'
  /** The caller gave up waiting. */
  | 'timed-out'
  /** An HTTP status. */
  | 500
  | 503
  /** A function threw, or Lambda did not let it run. */
  | 'function-error'
  | 'throttled';

/** How a number of calls ended that were made at once. */
export interface Answers {
  readonly failed: number;
  /** All of their latencies together. */
  readonly seconds: number;
  /** Why most of those failed that did. */
  readonly failure?: CallFailure | undefined;
}

/** Something that requests go on to: a service behind its balancer, a function, a database, a queue. */
export interface Callee {
  /** What its callers call it. */
  readonly name: string;
  /** Makes so many calls within the step that ends at `now`. */
  call(now: number, count: number): Answers;
}
