import { expect, it } from 'vitest';
import { tooLarge } from './limits.ts';

it('takes a stack of 350 resources and 700 KB', () => {
  expect(tooLarge({ name: 'OperateRollouts', resources: 350, bytes: 700_000 })).toEqual([]);
});

it.each([
  [{ resources: 351, bytes: 1 }, '351 resources, more than 350'],
  [{ resources: 1, bytes: 700_001 }, '700001 bytes, more than 700000'],
])('refuses %j by the name of the stack', (size, words) => {
  expect(tooLarge({ name: 'OperateRollouts', ...size })).toEqual([
    `The stack OperateRollouts has ${words}: give some of its operations a noun of their own.`,
  ]);
});
