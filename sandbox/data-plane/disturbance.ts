/** What somebody does to a task on purpose, on top of what it is like. Shares are between 0 and 1. */
export interface Disturbance {
  /** Every answer is late by this much. */
  readonly delayMs?: number;
  /** Share of packets that are lost. */
  readonly lossShare?: number;
  /** Connections to this port are cut. */
  readonly cutPort?: number;
  readonly cpuShare?: number;
  readonly memoryShare?: number;
  readonly diskShare?: number;
}

/** What disturbances make a task use besides what it needs for itself. */
export interface Strain {
  readonly cpuPercent: number;
  readonly memoryPercent: number;
  /** Bytes that it has written in the last minute because of it. */
  readonly diskWrites: number;
}

/** Bytes that a stressed disk takes in a minute at the most. */
export const BUSY_DISK_BYTES = 600_000_000;

/** Everything that is done to a task at once. */
export function summed(all: Iterable<Disturbance>): Required<Omit<Disturbance, 'cutPort'>> & {
  readonly cutPorts: readonly number[];
} {
  const list = [...all];
  const sum = (of: (one: Disturbance) => number | undefined) =>
    list.reduce((total, one) => total + (of(one) ?? 0), 0);
  const share = (of: (one: Disturbance) => number | undefined) => Math.min(1, sum(of));
  return {
    delayMs: sum(({ delayMs }) => delayMs),
    lossShare: share(({ lossShare }) => lossShare),
    cpuShare: share(({ cpuShare }) => cpuShare),
    memoryShare: share(({ memoryShare }) => memoryShare),
    diskShare: share(({ diskShare }) => diskShare),
    cutPorts: list.flatMap(({ cutPort }) => cutPort ?? []),
  };
}
