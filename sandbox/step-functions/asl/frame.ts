import type { Clock } from '../../../functions/clock.ts';
import type { Expressions } from './evaluate.ts';
import type { Trail } from './history.ts';
import type { Json, JsonObject } from './json.ts';
import type { Variables } from './scope.ts';
import type { TaskTokens } from './task-tokens.ts';

export interface MachineIdentity {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
}

export interface ExecutionIdentity {
  readonly arn: string;
  readonly name: string;
  readonly input: Json;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** What a Task state asks of the world. */
export interface TaskCall {
  readonly resource: string;
  readonly arguments: Json;
  readonly execution: ExecutionIdentity;
  readonly machine: MachineIdentity;
  /** The role of the state's Credentials, when it has any; otherwise the machine's role makes the call. */
  readonly roleArn?: string;
}

/** What every execution of an account shares. */
export interface Engine {
  readonly clock: Clock;
  readonly region: string;
  readonly expressions: Expressions;
  readonly tokens: TaskTokens;
  random(): number;
  /**
   * Does a task and answers its result. It is never told when a state stops waiting for it: what has begun goes on,
   * as in AWS.
   *
   * @throws StatesError with the name that Retry and Catch compare; anything else ends the execution.
   */
  invoke(call: TaskCall): Promise<Json>;
}

/** One line of control: the machine itself, a branch of a Parallel or an iteration of a Map. */
export interface Frame {
  readonly engine: Engine;
  readonly execution: ExecutionIdentity;
  readonly machine: MachineIdentity;
  readonly variables: Variables;
  readonly trail: Trail;
  /** Aborts when the execution is over or another branch has failed. */
  readonly signal: AbortSignal;
  /** `Map.Item` of the context object, inside an iteration. */
  readonly mapItem?: JsonObject;
}
