import { expect, it } from 'vitest';
import { significantDigits } from './significant-digits.ts';

it.each([
  [0, 3, 0],
  [1234.5, 3, 1230],
  [-0.000123456, 2, -0.00012],
  [99.96, 3, 100],
])('%d to %d digits is %d', (value, digits, expected) => {
  expect(significantDigits(value, digits)).toBe(expected);
});
