/** A state or a part of one: JSON whose strings may be JSONata between `{%` and `%}`. */
export type State = Readonly<Record<string, unknown>>;

/** A state machine's definition, with `${function:name}` where the deployed function belongs. */
export interface StateMachine {
  readonly Comment: string;
  readonly QueryLanguage: 'JSONata';
  readonly TimeoutSeconds: number;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

const BACKING_OFF = { IntervalSeconds: 1, MaxAttempts: 5, MaxDelaySeconds: 20, JitterStrategy: 'FULL' };

/** Errors that the next call would meet too: somebody has to put something right. */
const FINAL = ['Conflict', 'NotFound', 'InvalidInput', 'Refused'];

/** Calls that may be repeated whatever became of the last one. */
export const REPEATABLE: readonly State[] = [
  { ErrorEquals: FINAL, MaxAttempts: 0 },
  { ErrorEquals: ['States.TaskFailed', 'States.Timeout'], ...BACKING_OFF },
];

/** Calls that lead back: for about a quarter of an hour, so that an outage of minutes leaves nothing to a person. */
export const PATIENT: readonly State[] = [
  { ErrorEquals: FINAL, MaxAttempts: 0 },
  {
    ErrorEquals: ['States.TaskFailed', 'States.Timeout'],
    IntervalSeconds: 1,
    MaxAttempts: 30,
    MaxDelaySeconds: 60,
    JitterStrategy: 'FULL',
  },
];

export interface Call {
  /** An operation, or a JSONata expression whose value is a function's ARN. */
  readonly operation: string;
  readonly payload: State;
  readonly timeoutSeconds: number;
  readonly retry: readonly State[];
  /** Where an error leads, and what is handed on there besides the error. */
  readonly caught?: { readonly next: string; readonly output?: State };
  readonly assign?: State;
  readonly next: string;
}

/** A task that calls an operation of this installation; its output is the operation's answer. */
export function call({ operation, payload, timeoutSeconds, retry, caught, assign, next }: Call): State {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: functionNamed(operation), Payload: payload },
    ...(assign && { Assign: assign }),
    Output: '{% $states.result.Payload %}',
    TimeoutSeconds: timeoutSeconds,
    Retry: retry,
    ...(caught && { Catch: [catcher(caught)] }),
    Next: next,
  };
}

export interface Question extends Omit<Call, 'retry' | 'timeoutSeconds'> {
  /** Seconds in which somebody has to answer. */
  readonly withinSeconds: number;
}

/** How often a question is asked: a token that was lost, or a message that nobody saw, must not cost the whole time. */
const TIMES_ASKED = 4;

/** The error by which a person's no arrives. */
export const REJECTED = 'Rejected';

const ASKED: readonly State[] = [
  {
    ErrorEquals: ['States.HeartbeatTimeout'],
    IntervalSeconds: 1,
    MaxAttempts: TIMES_ASKED - 1,
    BackoffRate: 1,
  },
  { ErrorEquals: [...FINAL, REJECTED], MaxAttempts: 0 },
  { ErrorEquals: ['States.TaskFailed'], ...BACKING_OFF },
];

/**
 * A task that waits until a person answers by its token. A token without an answer lapses after a quarter of the
 * time, and the question is asked again with a new one.
 */
export function question({ withinSeconds, payload, ...asked }: Question): State {
  const token = {
    token: '{% $states.context.Task.Token %}',
    reminder: '{% $states.context.State.RetryCount %}',
    timeoutSeconds: withinSeconds,
  };
  const task = call({
    ...asked,
    payload: { ...payload, ...token },
    timeoutSeconds: withinSeconds,
    retry: ASKED,
  });
  const { Type, Resource, Arguments, Output: _answer, TimeoutSeconds, ...rest } = task;
  const HeartbeatSeconds = Math.floor(withinSeconds / TIMES_ASKED);
  return {
    Type,
    Resource: `${Resource}.waitForTaskToken`,
    Arguments,
    TimeoutSeconds,
    HeartbeatSeconds,
    ...rest,
  };
}

function catcher({ next, output }: NonNullable<Call['caught']>): State {
  return {
    ErrorEquals: ['States.ALL'],
    Output: { ...output, error: '{% $states.errorOutput %}' },
    Next: next,
  };
}

function functionNamed(operation: string): string {
  return operation.startsWith('{%') ? operation : `\${function:${operation}}`;
}
