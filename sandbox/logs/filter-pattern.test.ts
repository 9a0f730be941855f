import { describe, expect, it } from 'vitest';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import { filterPattern } from './filter-pattern.ts';

const matches = (pattern: string, ...lines: string[]): string[] => lines.filter(filterPattern(pattern));

const BAD_REQUEST = '[ERROR 400] BAD REQUEST';
const UNAUTHORIZED = '[ERROR 401] UNAUTHORIZED REQUEST';
const MISSING = '[ERROR 419] MISSING ARGUMENTS';
const INTERNAL = '[ERROR 500] INTERNAL SERVER ERROR';
const INFO = '[INFO] REQUEST FAILED';
const ALL = [BAD_REQUEST, UNAUTHORIZED, MISSING, INTERNAL, INFO];

describe('term patterns', () => {
  it.each([
    ['', ALL],
    ['" "', ALL],
    ['ERROR', [BAD_REQUEST, UNAUTHORIZED, MISSING, INTERNAL]],
    ['error', []],
    ['ERROR ARGUMENTS', [MISSING]],
    ['?INFO ?ARGUMENTS', [MISSING, INFO]],
    ['?ERROR ?ARGUMENTS REQUEST', [BAD_REQUEST, UNAUTHORIZED, INFO]],
    ['"INTERNAL SERVER ERROR"', [INTERNAL]],
    ['"SERVER INTERNAL"', []],
    ['ERROR -ARGUMENTS', [BAD_REQUEST, UNAUTHORIZED, INTERNAL]],
    ['-"BAD REQUEST" -INFO', [UNAUTHORIZED, MISSING, INTERNAL]],
    ['"[ERROR 400]"', [BAD_REQUEST]],
  ])('%s finds the documented lines', (pattern, expected) => {
    expect(matches(pattern, ...ALL)).toEqual(expected);
  });

  it('finds a term inside a word', () => {
    expect(matches('ERROR', 'Exiting with ERRORCODE: -1')).toHaveLength(1);
  });

  it.each(['[ip, user, status = 4*]', '%ERR.R%', '{ $.level = %ERR% }'])('refuses %s by name', (pattern) => {
    expect(() => filterPattern(pattern)).toThrow(SandboxNotImplemented);
  });

  it('does not read an open quote', () => {
    expect(() => filterPattern('ERROR "open')).toThrow(
      expect.objectContaining({ name: 'InvalidParameterException' }),
    );
  });
});
