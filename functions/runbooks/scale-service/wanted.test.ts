import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wantedTasks } from './wanted.ts';

const limits = { min: 2, max: 10 };

describe('wantedTasks', () => {
  it.each([
    ['scale-up', { by: 2 }, 4, 6],
    ['scale-up', { percent: 50 }, 5, 8],
    ['scale-up', { percent: 1 }, 4, 5],
    ['scale-up', { by: 20 }, 4, 10],
    ['scale-down', { by: 2 }, 4, 2],
    ['scale-down', { percent: 90 }, 10, 2],
    ['set', { to: 7 }, 4, 7],
    ['set', { to: 0 }, 4, 2],
  ])('%s %j from %d is %d', (action, params, desired, wanted) => {
    expect(wantedTasks(action, params, { desired, limits })).toBe(wanted);
  });

  it.each([
    ['scale-up', { by: 1 }, 10],
    ['scale-up', { by: 1 }, 12],
    ['scale-down', { by: 1 }, 2],
    ['set', { to: 4 }, 4],
  ])('refuses %s %j from %d', (action, params, desired) => {
    expect(() => wantedTasks(action, params, { desired, limits })).toThrow(
      /are not possible, or make no difference/,
    );
  });

  it('never leaves the limits, and never goes the other way', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('scale-up', 'scale-down'),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 10 }),
        fc.integer({ min: 10, max: 30 }),
        (action, by, desired, min, max) => {
          let wanted: number;
          try {
            wanted = wantedTasks(action, { by }, { desired, limits: { min, max } });
          } catch {
            return;
          }
          expect(wanted).toBeGreaterThanOrEqual(Math.max(1, min));
          expect(wanted).toBeLessThanOrEqual(max);
          expect(Math.sign(wanted - desired)).toBe(action === 'scale-up' ? 1 : -1);
        },
      ),
    );
  });

  it('has one task left where nothing limits it', () => {
    expect(wantedTasks('scale-down', { by: 9 }, { desired: 3, limits: null })).toBe(1);
    expect(wantedTasks('scale-up', { by: 9 }, { desired: 3, limits: null })).toBe(12);
  });
});
