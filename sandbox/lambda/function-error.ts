/** How an invocation ended: JSON text, and AWS's mark when the function failed. */
export interface InvocationOutcome {
  readonly payload: string;
  readonly functionError?: 'Unhandled';
  /** The execution environment did not survive the invocation. */
  readonly environmentLost?: true;
}

/** An error of the function, in the shape the Node.js runtime gives it. */
export function unhandled(thrown: unknown): InvocationOutcome {
  if (!(thrown instanceof Error))
    return failure({ errorType: typeof thrown, errorMessage: String(thrown), trace: [] });
  return failure({
    errorType: thrown.name,
    errorMessage: thrown.message,
    trace: (thrown.stack ?? '').split('\n'),
  });
}

export function timedOut(requestId: string, timeoutSeconds: number): InvocationOutcome {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  return { ...failure({ errorType: 'Sandbox.Timedout', errorMessage }), environmentLost: true };
}

/** The process of the execution environment ended in mid-invocation. */
export function exited(requestId: string): InvocationOutcome {
  const errorMessage = `RequestId: ${requestId} Error: Runtime exited with error: exit status 1`;
  return { ...failure({ errorType: 'Runtime.ExitError', errorMessage }), environmentLost: true };
}

export function responseTooLarge(limit: number): InvocationOutcome {
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${limit} bytes).`;
  return failure({ errorType: 'Function.ResponseSizeTooLarge', errorMessage });
}

/** Thrown by sample code to stand for the end of its process. */
export class ProcessExit extends Error {
  override readonly name = 'ProcessExit';
}

function failure(error: object): InvocationOutcome {
  return { payload: JSON.stringify(error), functionError: 'Unhandled' };
}
