/** What is wrong with a task, on top of what its version is like. */
export interface TaskCondition {
  /** Share of its CPU that is spent on nothing, and share that it does not get. */
  readonly cpuBurnt: number;
  readonly cpuStolen: number;
  /** Share of its memory that it loses in a second. */
  readonly memoryLeak: number;
  /** Share of its connections that it loses in a second. */
  readonly connectionLeak: number;
  /** It answers nothing but 503, late. */
  readonly hung: boolean;
  /** Share of its requests that fail. */
  readonly errorShare: number;
  readonly extraMs: number;
  /** Seconds after which it ends, counted from its start or from the fault's. */
  readonly endsAfterSeconds: number;
  /** It never gets beyond starting. */
  readonly held: boolean;
  /** Share of its work on a queue that it does not do. */
  readonly stuck: number;
}

export const WELL: TaskCondition = {
  cpuBurnt: 0,
  cpuStolen: 0,
  memoryLeak: 0,
  connectionLeak: 0,
  hung: false,
  errorShare: 0,
  extraMs: 0,
  endsAfterSeconds: Number.POSITIVE_INFINITY,
  held: false,
  stuck: 0,
};

/** Two things that are wrong at once. */
export function both(one: TaskCondition, other: Partial<TaskCondition>): TaskCondition {
  const more = { ...WELL, ...other };
  return {
    cpuBurnt: one.cpuBurnt + more.cpuBurnt,
    cpuStolen: 1 - (1 - one.cpuStolen) * (1 - more.cpuStolen),
    memoryLeak: one.memoryLeak + more.memoryLeak,
    connectionLeak: one.connectionLeak + more.connectionLeak,
    hung: one.hung || more.hung,
    errorShare: 1 - (1 - one.errorShare) * (1 - more.errorShare),
    extraMs: one.extraMs + more.extraMs,
    endsAfterSeconds: Math.min(one.endsAfterSeconds, more.endsAfterSeconds),
    held: one.held || more.held,
    stuck: Math.max(one.stuck, more.stuck),
  };
}
