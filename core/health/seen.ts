import type { RequestTimes } from './finding.ts';

/** What was read for a probe; nothing in here is decided yet. */
export type Seen =
  | { readonly what: 'unread'; readonly words: string }
  | EndpointAnswer
  | { readonly what: 'endpoint-failed'; readonly words: string }
  | { readonly what: 'targets'; readonly states: readonly string[] }
  | EcsCounts
  | FunctionCounts
  /** Of an alarm, as CloudWatch names it; none where there is no such alarm. */
  | { readonly what: 'alarm'; readonly state?: string };

export interface EndpointAnswer {
  readonly what: 'endpoint-answered';
  readonly status: number;
  /** Whether the expected text was in what was read of the body; absent where none is expected. */
  readonly hasText?: boolean;
  /** The body went on beyond what was read. */
  readonly bodyCut: boolean;
  readonly times: RequestTimes;
  /** When the certificate of the connection expires, milliseconds; absent without TLS. */
  readonly certificateExpires?: number;
}

export interface EcsCounts {
  readonly what: 'ecs';
  /** `ACTIVE` where it is there. */
  readonly status: string;
  readonly desired: number;
  readonly running: number;
  /** Its deployment was given up. */
  readonly failed: boolean;
}

/** Sums over the minutes that were looked at; a count that there are no datapoints of is 0. */
export interface FunctionCounts {
  readonly what: 'function';
  readonly invocations: number;
  readonly errors: number;
  readonly throttles: number;
}
