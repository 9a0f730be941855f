import { expect, it } from 'vitest';
import { quantile } from './requests.ts';

it('a quantile is the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0, 0.5, 0.95, 1].map((share) => quantile(hundred, share))).toEqual([1, 50, 95, 100]);
  expect(() => quantile([], 0.5)).toThrow();
});
