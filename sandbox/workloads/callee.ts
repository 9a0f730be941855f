/** How a number of calls ended that were made at once. */
export interface Answers {
  readonly failed: number;
  /** All of their latencies together. */
  readonly seconds: number;
}

/** Something that requests go on to: a service behind its balancer, a function, a database, a queue. */
export interface Callee {
  /** Makes so many calls within the step that ends at `now`. */
  call(now: number, count: number): Answers;
}
