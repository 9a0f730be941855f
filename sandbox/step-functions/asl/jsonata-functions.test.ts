import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash, partition, range, seededRandom, uuid } from './jsonata-functions.ts';

describe('partition', () => {
  it('loses and reorders nothing, and fills every part but the last', () =>
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (items, size) => {
        const parts = partition(items, size) as number[][];
        expect(parts.flat()).toEqual(items);
        for (const part of parts.slice(0, -1)) expect(part).toHaveLength(size);
      }),
    ));

  it('refuses an empty part', () => {
    expect(() => partition([1], 0)).toThrow('$partition');
  });
});

describe('range', () => {
  it('starts at the first number, keeps its step and does not pass the last', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.nat(50),
        fc.integer({ min: 1, max: 7 }),
        (first, span, step) => {
          const up = range(first, first + span, step);
          expect(up[0]).toBe(first);
          expect(up.at(-1)).toBeLessThanOrEqual(first + span);
          expect((up.at(-1) ?? 0) + step).toBeGreaterThan(first + span);
          const negated = up.map((value) => -value + 0);
          expect(range(-first + 0, -first - span, -step)).toEqual(negated);
        },
      ),
    ));

  it('is empty when the step leads away, and refuses a step of 0', () => {
    expect(range(3, 1, 1)).toEqual([]);
    expect(() => range(1, 3, 0)).toThrow('$range');
  });
});

it('hash refuses an algorithm that AWS does not have', () => {
  expect(hash('abc', 'MD5')).toBe('900150983cd24fb0d6963f7d28e17f72');
  expect(() => hash('abc', 'SHA-3')).toThrow('SHA-256');
});

it('seededRandom stays in [0, 1) and depends on the seed alone', () =>
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const value = seededRandom(seed);
      expect(value).toBe(seededRandom(seed));
      expect(value >= 0 && value < 1).toBe(true);
    }),
  ));

it('uuid keeps the digits that the version leaves free', () => {
  expect(uuid('0123456789abcdef0123456789abcdef')).toBe('01234567-89ab-4def-8123-456789abcdef');
});
