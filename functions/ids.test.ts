import { describe, expect, it } from 'vitest';
import { idsFrom, systemIds } from './ids.ts';

const zeros = idsFrom((count) => new Uint8Array(count));
const ones = idsFrom((count) => new Uint8Array(count).fill(255));

describe('identifiers', () => {
  it('are a prefix, the time and chance, in digits that nobody misreads', () => {
    expect(zeros.next('dep', 0)).toBe(`dep-${'0'.repeat(22)}`);
    expect(ones.next('dep', 32 * 32 + 33)).toBe(`dep-0000000111${'z'.repeat(12)}`);
    expect(systemIds.next('dep', 1_767_225_600_000)).toMatch(/^dep-[0-9a-hjkmnp-tv-z]{22}$/);
  });

  it('sort by time, until the year 37,000', () => {
    const times = [0, 31, 32, 1_767_225_600_000, 1_767_225_600_001, 32 ** 10 - 1];
    const ids = times.map((time) => ones.next('dep', time));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids.map((id) => id.length))).toEqual(new Set([26]));
  });

  it('differ', () => {
    const made = Array.from({ length: 1_000 }, () => systemIds.next('dep', 0));
    expect(new Set(made).size).toBe(1_000);
  });
});

describe('random', () => {
  it('is at least 0 and less than 1', () => {
    expect(zeros.random()).toBe(0);
    expect(ones.random()).toBeLessThan(1);
    expect(ones.random()).toBeGreaterThan(0.999_999);
    expect(idsFrom(() => Uint8Array.of(128, 0, 0, 0)).random()).toBe(0.5);
  });
});
