import { describe, expect, it } from 'vitest';
import { config, MINUTE } from './example-rollout.ts';
import { bakeVisibleAt, nextLook, phaseOf } from './phase.ts';

describe('phase', () => {
  it.each([
    [0, 'early'],
    [2.99, 'early'],
    [3, 'baking'],
    [11.99, 'baking'],
    [12, 'over'],
  ] as const)('at minute %d of a ten minute bake is %s', (now, phase) => {
    expect(phaseOf(config(10, {}, now))).toBe(phase);
  });
  it('counts the minute in which the step began as its first', () => {
    const times = { now: 3 * MINUTE, stepStartedAt: 0.5 * MINUTE, bakeEndsAt: 9 * MINUTE, deadlineAt: 1e9 };
    expect(phaseOf(config(9, { times }))).toBe('baking');
    expect(phaseOf(config(9, { times: { ...times, now: 3 * MINUTE - 1 } }))).toBe('early');
  });
  it('waits for the whole minute in which the bake ends', () => {
    expect(bakeVisibleAt(config(9.5))).toBe(12 * MINUTE);
    expect(bakeVisibleAt(config(10))).toBe(12 * MINUTE);
  });
});

describe('next look', () => {
  it.each([
    ['waits for the first minute that can be read', 10, 0, 180],
    ['is never sooner than a metric minute', 10, 2.5, 60],
    ['comes every minute', 90, 30, 60],
    ['comes every five after an hour', 90, 60, 300],
    ['does not miss the end of the bake', 90, 89, 180],
    ['goes on after the bake, at the same pace', 10, 14, 60],
    ['goes on slowly after a long bake', 90, 95, 300],
  ])('%s', (_, bake, now, seconds) => {
    expect(nextLook(config(bake, {}, now))).toBe(seconds);
  });
  it('keeps its pace from the start of the step, not of time', () => {
    const times = {
      now: 100 * MINUTE,
      stepStartedAt: 70 * MINUTE,
      bakeEndsAt: 160 * MINUTE,
      deadlineAt: 1e9,
    };
    expect(nextLook(config(90, { times }))).toBe(60);
  });
});
