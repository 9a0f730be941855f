import { expect } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../core/errors.ts';
import type { OperationAnswer } from '../../sandbox/account/caller.ts';
import { statusOf } from '../../surfaces/problem-errors.ts';

const STACK = /\bat \S+ \(|\.ts:\d+|node_modules|node:internal/;
const LONGEST_ANSWER = 20_000;

/** Holds what is true of every refusal: a problem document that says what was wrong, and nothing it should not. */
export function expectProblem({ status, body }: OperationAnswer): void {
  expect(status).toBeLessThan(500);
  const title = String(body['title']) as ErrorCode;
  expect(ERROR_CODES).toContain(title);
  expect(body).toMatchObject({
    type: `urn:operate:problem:${title}`,
    status,
    detail: expect.stringMatching(/\S/),
  });
  expect(statusOf(title)).toBe(status);
  const text = JSON.stringify(body);
  expect(text).not.toMatch(STACK);
  expect(text.length).toBeLessThan(LONGEST_ANSWER);
  if (status === 400) expectViolations(body['violations']);
}

function expectViolations(violations: unknown): void {
  expect(violations).toEqual(expect.any(Array));
  expect((violations as unknown[]).length).toBeGreaterThan(0);
  const words = expect.stringMatching(/\S/);
  for (const violation of violations as unknown[])
    expect(violation).toEqual({ field: words, problem: words, allowed: words });
}
