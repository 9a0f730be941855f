import { describe, expect, it } from 'vitest';
import { percent, significant, times } from './words.ts';

describe('words', () => {
  it('keep three significant digits', () => {
    expect(percent(0.012345)).toBe('1.23%');
    expect(percent(1)).toBe('100%');
    expect(percent(null)).toBe('an unknown share');
    expect(significant(2.71234)).toBe('2.71');
    expect(times(3.2)).toBe('x3.2');
    expect(times(null)).toBe('against none');
  });
});
