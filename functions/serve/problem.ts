import { type OperateError, TooManyRequests } from '../../core/errors.ts';
import { answer, type HttpAnswer } from './event.ts';

/** Problem details (RFC 9457) of an error; never its stack, its cause or anything it did not mean to say. */
export function problem(error: OperateError, requestId: string): HttpAnswer {
  const { violations, conflictsWith, retryAfterSeconds } = error.detail;
  const body = {
    type: `urn:operate:problem:${error.name}`,
    title: error.name,
    status: error.status,
    detail: error.message,
    instance: `urn:operate:request:${requestId}`,
    ...(violations && { violations }),
    ...(conflictsWith && { conflictsWith }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
  const made = answer(error.status, 'application/problem+json', body, requestId);
  const wait = retryAfterSeconds ?? (error instanceof TooManyRequests ? 1 : undefined);
  return wait === undefined ? made : { ...made, headers: { ...made.headers, 'retry-after': String(wait) } };
}
