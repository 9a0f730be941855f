import { describe, expect, it } from 'vitest';
import * as errors from './errors.ts';

const STATUSES: Readonly<Record<errors.ErrorCode, number>> = {
  InvalidInput: 400,
  Unauthenticated: 401,
  Forbidden: 403,
  NotFound: 404,
  Conflict: 409,
  PayloadTooLarge: 413,
  Refused: 422,
  TooManyRequests: 429,
  Internal: 500,
  DependencyFailed: 502,
};

type Code = errors.ErrorCode;
const classes = Object.entries(errors).filter(
  (entry): entry is [Code, typeof errors.Internal] =>
    typeof entry[1] === 'function' && entry[1].prototype instanceof errors.OperateError,
);

function awsError(name: string): Error {
  return Object.assign(new Error('Rate exceeded'), { name, $metadata: {} });
}

describe('the closed list', () => {
  it('is complete', () => {
    expect(classes.map(([name]) => name).sort()).toEqual([...errors.ERROR_CODES].sort());
  });

  it.each(classes)('%s carries its code and status', (code, Class) => {
    const made = new Class('So it is.');
    expect(made).toMatchObject({ name: code, status: STATUSES[code], message: 'So it is.', detail: {} });
    expect(made).toBeInstanceOf(errors.OperateError);
    expect('cause' in made).toBe(false);
  });

  it('keeps what it was told', () => {
    const detail = { conflictsWith: 'dep-1', retryAfterSeconds: 5, cause: 'a string' };
    const made = new errors.Conflict('No.', detail);
    expect(made.detail).toEqual(detail);
    expect(made.cause).toBe('a string');
  });
});

describe('asOperateError', () => {
  it('leaves members of the list alone', () => {
    const known = new errors.InvalidInput('No.');
    expect(errors.asOperateError(known)).toBe(known);
  });

  it('names an AWS exception and keeps it', () => {
    const thrown = awsError('ThrottlingException');
    expect(errors.asOperateError(thrown)).toMatchObject({
      name: 'DependencyFailed',
      message: 'AWS answered ThrottlingException: Rate exceeded',
      cause: thrown,
    });
  });

  it.each([[new Error('secret')], ['secret'], [{ $metadata: {} }]])('shows nothing of %j', (thrown) => {
    const made = errors.asOperateError(thrown);
    expect(made).toBeInstanceOf(errors.Internal);
    expect(made.message).not.toContain('secret');
    expect(made.message).not.toBe('');
    expect(made.cause).toBe(thrown);
  });
});

describe('isAwsError', () => {
  it.each([
    [awsError('X'), true],
    [new Error('X'), false],
    [{ $metadata: {} }, false],
    [undefined, false],
  ])('%o: %s', (thrown, expected) => {
    expect(errors.isAwsError(thrown)).toBe(expected);
  });
});
