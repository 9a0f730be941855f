import { isAwsError, type OperateError, TooManyRequests } from '../../core/errors.ts';
import { answer, type HttpAnswer } from './event.ts';

/** Problem details (RFC 9457) of an error; never its stack, its cause or anything it did not mean to say. */
export function problem(error: OperateError, requestId: string): HttpAnswer {
  const { violations, conflictsWith, retryAfterSeconds } = error.detail;
  const body = {
    type: `urn:operate:problem:${error.name}`,
    title: error.name,
    status: error.status,
    detail: detailOf(error, requestId),
    instance: `urn:operate:request:${requestId}`,
    ...(violations && { violations }),
    ...(conflictsWith && { conflictsWith }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
  const made = answer(error.status, 'application/problem+json', body, requestId);
  const wait = retryAfterSeconds ?? (error instanceof TooManyRequests ? 1 : undefined);
  return wait === undefined ? made : { ...made, headers: { ...made.headers, 'retry-after': String(wait) } };
}

/** What AWS said names accounts and roles: words that repeat it stay in the log, callers get the error's name. */
function detailOf(error: OperateError, requestId: string): string {
  const { cause } = error.detail;
  if (!isAwsError(cause) || !error.message.includes(cause.message)) return error.message;
  return `AWS answered ${cause.name}; the log of request ${requestId} says more.`;
}
