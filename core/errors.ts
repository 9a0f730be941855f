/** One thing wrong with one field of an input: where, what, and what would be accepted. */
export interface Violation {
  readonly field: string;
  readonly problem: string;
  readonly allowed: string;
}

export interface ErrorDetail {
  readonly violations?: readonly Violation[];
  /** The record that stands in the way, such as the deployment that holds the lease. */
  readonly conflictsWith?: string;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/**
 * The root of the closed list below. The class name is the error's code everywhere: the problem type over
 * HTTP, the error name a state machine catches, the exit reason of the CLI and the outcome in the audit.
 */
export abstract class OperateError extends Error {
  abstract readonly status: number;
  readonly detail: ErrorDetail;

  constructor(message: string, detail: ErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = new.target.name;
    this.detail = detail;
  }
}

export class InvalidInput extends OperateError {
  readonly status = 400;
}
export class Unauthenticated extends OperateError {
  readonly status = 401;
}
export class Forbidden extends OperateError {
  readonly status = 403;
}
export class NotFound extends OperateError {
  readonly status = 404;
}
/** The state of a record forbids the change: a lease is held, a command came first, a run is over. */
export class Conflict extends OperateError {
  readonly status = 409;
}
export class PayloadTooLarge extends OperateError {
  readonly status = 413;
}
/** A gate said no: freeze, budget, open incident, failed verification, unhealthy target. */
export class Refused extends OperateError {
  readonly status = 422;
}
export class TooManyRequests extends OperateError {
  readonly status = 429;
}
export class Internal extends OperateError {
  readonly status = 500;
}
/** An AWS call or a user's gate did not answer, after retries. */
export class DependencyFailed extends OperateError {
  readonly status = 502;
}

export const ERROR_CODES = [
  'InvalidInput',
  'Unauthenticated',
  'Forbidden',
  'NotFound',
  'Conflict',
  'PayloadTooLarge',
  'Refused',
  'TooManyRequests',
  'Internal',
  'DependencyFailed',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An exception of an SDK client, told by what all of them carry. */
export function isAwsError(thrown: unknown): thrown is Error {
  return thrown instanceof Error && '$metadata' in thrown;
}

/** Anything thrown, as a member of the closed list: what we did not foresee is Internal and keeps its cause. */
export function asOperateError(thrown: unknown): OperateError {
  if (thrown instanceof OperateError) return thrown;
  if (isAwsError(thrown))
    return new DependencyFailed(`AWS answered ${thrown.name}: ${thrown.message}`, { cause: thrown });
  return new Internal('The operation failed for a reason it did not foresee.', { cause: thrown });
}
