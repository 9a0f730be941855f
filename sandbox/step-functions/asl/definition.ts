import type { Json } from './json.ts';

/** Any JSON whose strings may be JSONata expressions between `{%` and `%}`. */
export type Template = Json;

/** States that are walked together: a machine, a branch of a Parallel, the item processor of a Map. */
export interface Flow {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export interface Machine extends Flow {
  readonly QueryLanguage: 'JSONata';
  readonly Comment?: string;
  readonly TimeoutSeconds?: number;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

/** How a state leaves: the variables it sets and the output it hands on. */
export interface Exit {
  readonly Assign?: Readonly<Record<string, Template>>;
  readonly Output?: Template;
}

export interface Catcher extends Exit {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
}

interface Transition {
  readonly Next?: string;
  readonly End?: boolean;
}

interface Guarded {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface PassState extends Exit, Transition {
  readonly Type: 'Pass';
}

export interface WaitState extends Exit, Transition {
  readonly Type: 'Wait';
  readonly Seconds?: Template;
  readonly Timestamp?: Template;
}

export interface ChoiceRule extends Exit {
  readonly Condition: Template;
  readonly Next: string;
}

export interface ChoiceState extends Exit {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}

export interface SucceedState extends Exit {
  readonly Type: 'Succeed';
}

export interface FailState {
  readonly Type: 'Fail';
  readonly Error?: Template;
  readonly Cause?: Template;
}

export interface TaskState extends Exit, Transition, Guarded {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments?: Template;
  readonly TimeoutSeconds?: Template;
  readonly HeartbeatSeconds?: Template;
  readonly Credentials?: { readonly RoleArn: Template };
}

export interface ParallelState extends Exit, Transition, Guarded {
  readonly Type: 'Parallel';
  readonly Branches: readonly Flow[];
  readonly Arguments?: Template;
}

export interface MapState extends Exit, Transition, Guarded {
  readonly Type: 'Map';
  readonly ItemProcessor: Flow & { readonly ProcessorConfig?: { readonly Mode?: 'INLINE' | 'DISTRIBUTED' } };
  readonly Items?: Template;
  readonly ItemSelector?: Template;
  readonly MaxConcurrency?: Template;
  readonly ToleratedFailureCount?: Template;
  readonly ToleratedFailurePercentage?: Template;
}

export type State =
  | PassState
  | WaitState
  | ChoiceState
  | SucceedState
  | FailState
  | TaskState
  | ParallelState
  | MapState;

/** The flows that a state contains. */
export function innerFlows(state: State): readonly Flow[] {
  if (state.Type === 'Parallel') return state.Branches;
  return state.Type === 'Map' ? [state.ItemProcessor] : [];
}
