/** An error by the name that Retry and Catch compare. A Fail state may leave name and cause out. */
export class StatesError extends Error {
  readonly error: string | undefined;
  readonly reason: string | undefined;

  constructor(error: string | undefined, reason: string | undefined) {
    super(`${error ?? 'no error name'}: ${reason ?? 'no cause'}`);
    this.name = 'StatesError';
    this.error = error;
    this.reason = reason;
  }
}

/** An expression that could not be evaluated, or whose value the field does not take. */
export class EvaluationFailure extends Error {
  readonly field: string;

  constructor(field: string, problem: string) {
    super(problem);
    this.name = 'EvaluationFailure';
    this.field = field;
  }
}

/** What ends a whole execution from outside, past every Catch. */
export class Interruption extends Error {
  readonly status: 'ABORTED' | 'TIMED_OUT' | 'FAILED';
  readonly error: string | undefined;
  readonly reason: string | undefined;

  constructor(status: Interruption['status'], error?: string, reason?: string) {
    super(`The execution is over: ${status}.`);
    this.name = 'Interruption';
    this.status = status;
    this.error = error;
    this.reason = reason;
  }
}

/** Ends the other branches or iterations when one of them has failed. */
export class SiblingFailed extends Error {
  constructor() {
    super('Another branch failed.');
    this.name = 'SiblingFailed';
  }
}

export function runtimeError(reason: string): StatesError {
  return new StatesError('States.Runtime', reason);
}
