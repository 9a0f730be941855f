import type { SchemaRef } from '@smithy/types';
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
}

export interface Answer {
  readonly output: object;
  readonly requestId: string;
}

export type Invoke = (invocation: Invocation) => Promise<Answer>;
