import type { RunningInvocation } from '../lambda/running-invocation.ts';

/** The call that a rule is compared with. */
export interface FaultCall {
  /** SDK client class, such as `ECSClient`. */
  readonly client: string;
  readonly command: string;
  /** ARN of the caller. */
  readonly principal: string;
  readonly input: unknown;
  /** The function invocation that makes it, if one does. */
  readonly invocation?: RunningInvocation;
}

/** Which calls a rule hits. Every part that is given must fit; attempts of a retried call count one by one. */
export interface FaultMatch {
  readonly client?: string;
  readonly command?: string;
  /** ARN pattern with `*` and `?`. */
  readonly principal?: string;
  readonly predicate?: (call: FaultCall) => boolean;
  /** Only the nth call, from 1, of those that fit the parts above. */
  readonly nth?: number;
  /** Only the calls from this one on. */
  readonly from?: number;
  /** Only the calls up to and including this one. */
  readonly to?: number;
}

/** The error a faulty call ends with. `TimeoutError` is the SDK's own; all other names are the service's. */
export interface FaultError {
  readonly name: string;
  readonly message?: string;
  readonly statusCode?: number;
  /** Further members of the exception, such as `CancellationReasons`. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/**
 * - `error-before`: the call fails without an effect.
 * - `error-after`: the call has its effect, then fails.
 * - `throttle`: the call fails without an effect, with the service's own throttling error.
 * - `latency`: the answer takes so many milliseconds longer; past the request time-out the call has its effect
 *   and the caller gets `TimeoutError`.
 * - `no-answer`: the call has its effect and is never answered: only a time limit of the caller's own ends the wait,
 *   such as a Task's TimeoutSeconds.
 * - `function-timeout`: the call has its effect, and the function that makes it does nothing more until Lambda ends it
 *   at its time-out. Only calls of functions can suffer it.
 * - `observe-before` and `observe-after`: the call goes on as it is; somebody is told right before it has its effect,
 *   or right after, before its answer is under way.
 * - `alter`: the caller gets another output than the service made.
 */
export type FaultEffect =
  | { readonly effect: 'error-before' | 'error-after'; readonly error: FaultError }
  | { readonly effect: 'throttle' | 'no-answer' | 'function-timeout' }
  | { readonly effect: 'latency'; readonly milliseconds: number }
  | { readonly effect: 'observe-before' | 'observe-after'; readonly observe: (call: FaultCall) => void }
  | { readonly effect: 'alter'; readonly alter: (output: object) => object };

export type FaultRule = FaultEffect & {
  readonly match: FaultMatch;
  /** How often the rule applies at most; without it, always. */
  readonly times?: number;
};
