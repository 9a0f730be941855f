import type { TrafficLog } from './traffic-log.ts';

/** An open-loop generator: it sends at its rate whatever the answers are. */
export interface TrafficOptions {
  /** Per real second in the live plane, per sandbox second in the model. */
  readonly requestsPerSecond: number;
  readonly path?: string;
  /** Sent with every request; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Share of requests that are POSTs, which nobody may send twice. Default 0.2. */
  readonly postShare?: number;
  /** Results kept for `window`. Default 100,000. */
  readonly keep?: number;
}

export interface Traffic {
  readonly log: TrafficLog;
  /** Changes the rate at once; 0 pauses. */
  setRate(requestsPerSecond: number): void;
  /** Sends nothing more and waits for the answers under way. */
  stop(): Promise<void>;
}
