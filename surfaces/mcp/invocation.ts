import type { Json } from './json-rpc.ts';

/** What an operation answered: its output, or the problem document of a status from 400 on. */
export interface Outcome {
  readonly status: number;
  readonly body: Json;
}

export interface Call {
  readonly operation: string;
  readonly input: Json;
  /** A change that comes again with the same key is done once. */
  readonly idempotencyKey?: string;
}

/** Calls an operation as the caller of the request that is being served. */
export type Invoke = (call: Call) => Promise<Outcome>;
