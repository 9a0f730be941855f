import type { SchemaRef } from '@smithy/types';
import type { RunningInvocation } from '../lambda/running-invocation.ts';
import type { Principal } from '../service.ts';
import type { MakeException } from './service-exceptions.ts';

/** One attempt of one SDK call, below the SDK's retry middleware. */
export interface Invocation {
  /** Name of the client class. */
  readonly client: string;
  /** Command without its suffix. */
  readonly command: string;
  readonly input: object;
  readonly principal: Principal;
  readonly inputSchema: SchemaRef;
  readonly outputSchema: SchemaRef;
  readonly makeException: MakeException;
  /** The function invocation that makes the call, if one does. */
  readonly caller?: RunningInvocation;
}

export interface Answer {
  readonly output: object;
  readonly requestId: string;
  /** The answer never gets to the caller. */
  readonly lost?: true;
}

export type Invoke = (invocation: Invocation) => Promise<Answer>;
