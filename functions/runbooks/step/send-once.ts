import { isAwsError, OperateError } from '../../../core/errors.ts';

/** A call that may have had its effect: it is neither repeated by the SDK nor called a failure. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

interface Command {
  readonly middlewareStack: object;
}

/** The part of a middleware stack that is used, whatever the command. */
interface Stack {
  addRelativeTo(
    middleware: (next: (args: unknown) => Promise<unknown>) => (args: unknown) => Promise<unknown>,
    where: object,
  ): void;
}

/**
 * A command that the SDK sends once: where AWS takes no token, a call without an answer must not be made again. What
 * AWS has refused for sure, a throttle among it, keeps its own error.
 */
export function once<Made extends Command>(command: Made): Made {
  const belowRetry = (next: (args: unknown) => Promise<unknown>) => async (args: unknown) => {
    try {
      return await next(args);
    } catch (error) {
      // Without its cause, by which the SDK would tell that it may be repeated.
      throw isRefused(error) ? error : new OutcomeUnknown(`No answer came: ${messageOf(error)}`);
    }
  };
  const stack = command.middlewareStack as Stack;
  stack.addRelativeTo(belowRetry, { name: 'once', relation: 'after', toMiddleware: 'retryMiddleware' });
  return command;
}

/** Errors by which a service says that it broke, whatever their status: nobody knows where it got to. */
const BROKEN = /Internal|Timeout|TimedOut|Unavailable|^(Server|Service)(Exception|Error)$/;

/** Whether AWS, or we, have refused a call before it had any effect. */
export function isRefused(error: unknown): boolean {
  if (error instanceof OperateError) return error.status < 500;
  if (!isAwsError(error) || BROKEN.test(error.name)) return false;
  const { $metadata, $fault } = error as { $metadata?: { httpStatusCode?: number }; $fault?: string };
  const status = $metadata?.httpStatusCode;
  return status === undefined ? $fault === 'client' : status >= 400 && status < 500;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
}
