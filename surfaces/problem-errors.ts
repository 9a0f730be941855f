import {
  Conflict,
  DependencyFailed,
  type ErrorCode,
  type ErrorDetail,
  Forbidden,
  Internal,
  InvalidInput,
  NotFound,
  type OperateError,
  PayloadTooLarge,
  Refused,
  TooManyRequests,
  Unauthenticated,
} from '../core/errors.ts';

/** The class of every error code. */
export const ERRORS: Readonly<
  Record<ErrorCode, new (message: string, detail?: ErrorDetail) => OperateError>
> = {
  InvalidInput,
  Unauthenticated,
  Forbidden,
  NotFound,
  Conflict,
  PayloadTooLarge,
  Refused,
  TooManyRequests,
  Internal,
  DependencyFailed,
};

export function statusOf(code: ErrorCode): number {
  return new ERRORS[code]('').status;
}

/**
 * The error of a failed answer: from its problem document, or, when the gateway itself answered
 * (`{"message": ...}`), by its status.
 */
export function errorOf(status: number, body: string): OperateError {
  const told = parsed(body);
  const code = String(told['title'] ?? '');
  if (code in ERRORS) {
    const { violations, conflictsWith, retryAfterSeconds } = told as ErrorDetail;
    const detail = { violations, conflictsWith, retryAfterSeconds };
    const given = Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined));
    return new ERRORS[code as ErrorCode](String(told['detail'] ?? code), given);
  }
  const words = String(told['message'] ?? told['Message'] ?? 'no reason given');
  return new ERRORS[codeOf(status)](`The gateway answered ${status}: ${words}.`);
}

function codeOf(status: number): ErrorCode {
  const exact = (Object.keys(ERRORS) as ErrorCode[]).find((code) => statusOf(code) === status);
  return exact ?? (status >= 500 ? 'DependencyFailed' : 'Internal');
}

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
