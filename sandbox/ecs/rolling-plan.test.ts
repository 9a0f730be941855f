import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureThreshold, startDelay } from './circuit-breaker.ts';
import { rollingStep } from './rolling-plan.ts';

const limits = { minimumHealthyPercent: 100, maximumPercent: 200 };
const none = { primaryAlive: 0, primaryHealthy: 0, olderAlive: 0, olderHealthy: 0 };

describe('rollingStep', () => {
  it('surges to the maximum before it takes anything away', () => {
    const step = rollingStep({ ...none, desired: 4, olderAlive: 4, olderHealthy: 4 }, limits);
    expect(step).toEqual({ start: 4, stopPrimary: 0, stopOlderUnhealthy: 0, stopOlderHealthy: 0 });
  });

  it('takes old tasks away as new ones become healthy', () => {
    const counts = { desired: 4, primaryAlive: 4, primaryHealthy: 3, olderAlive: 4, olderHealthy: 4 };
    expect(rollingStep(counts, limits)).toMatchObject({ start: 0, stopOlderHealthy: 3 });
  });

  it('makes room first where the maximum allows no surge', () => {
    const noSurge = { minimumHealthyPercent: 50, maximumPercent: 100 };
    const counts = { ...none, desired: 4, olderAlive: 4, olderHealthy: 4 };
    expect(rollingStep(counts, noSurge)).toMatchObject({ start: 0, stopOlderHealthy: 2 });
  });

  it('stops everything at a desired count of 0', () => {
    const counts = { desired: 0, primaryAlive: 2, primaryHealthy: 2, olderAlive: 1, olderHealthy: 1 };
    expect(rollingStep(counts, limits)).toMatchObject({ start: 0, stopPrimary: 2, stopOlderHealthy: 1 });
  });

  it('never passes the maximum, and never takes the healthy below the minimum', () => {
    const count = fc.integer({ min: 0, max: 20 });
    const percents = {
      minimum: fc.integer({ min: 0, max: 100 }),
      maximum: fc.integer({ min: 100, max: 200 }),
    };
    const states = fc.record({
      desired: count,
      mine: count,
      healthy: count,
      older: count,
      oldHealthy: count,
    });
    fc.assert(
      fc.property(states, fc.record(percents), (state, { minimum, maximum }) => {
        const counts = {
          desired: state.desired,
          primaryAlive: state.mine,
          primaryHealthy: Math.min(state.mine, state.healthy, state.desired),
          olderAlive: state.older,
          olderHealthy: Math.min(state.older, state.oldHealthy),
        };
        const step = rollingStep(counts, { minimumHealthyPercent: minimum, maximumPercent: maximum });
        const alive = counts.primaryAlive + counts.olderAlive;
        const most = Math.floor((counts.desired * maximum) / 100);
        expect(step.start === 0 || alive + step.start <= most).toBe(true);
        const before = counts.primaryHealthy + counts.olderHealthy;
        const least = Math.ceil((counts.desired * minimum) / 100);
        expect(before - step.stopOlderHealthy).toBeGreaterThanOrEqual(Math.min(before, least));
      }),
    );
  });
});

describe('the circuit breaker', () => {
  it('trips at half the desired count, from 3 to 200', () => {
    expect([0, 2, 6, 7, 25, 400, 1_000].map(failureThreshold)).toEqual([3, 3, 3, 4, 13, 200, 200]);
  });

  it('waits longer after every failure, up to a quarter of an hour', () => {
    expect([0, 1, 2, 3, 50].map(startDelay)).toEqual([0, 5_000, 10_000, 20_000, 900_000]);
  });
});
