import { describe, expect, it } from 'vitest';
import { config, MINUTE, minute, minutes } from './example-rollout.ts';
import {
  errorTally,
  latencyTally,
  minutesOfStep,
  pairMinutes,
  requestsIn,
  sumTallies,
  visibleMinutes,
} from './minute.ts';

describe('visible minutes', () => {
  it('ended at least the margin ago', () => {
    const visible = visibleMinutes(minutes(10, 5), config(10, {}, 6));
    expect(visible.map(({ start }) => start / MINUTE)).toEqual([0, 1, 2, 3]);
    const justBefore = visibleMinutes(minutes(10, 5), config(10, {}, 6 - 0.001));
    expect(justBefore).toHaveLength(3);
  });
  it('come in order, whatever the order they were read in, and the last revision counts', () => {
    const read = [minute(2, 7), minute(0, 5), minute(2, 9), minute(1, 6)];
    expect(visibleMinutes(read, config(10)).map(({ requests }) => requests)).toEqual([5, 6, 9]);
  });
});

describe('minutes of the step', () => {
  it('include the one in which the step began', () => {
    const times = { now: 0, stepStartedAt: 1.5 * MINUTE, bakeEndsAt: 0, deadlineAt: 0 };
    const found = minutesOfStep(minutes(4, 5), config(10, { times }));
    expect(found.map(({ start }) => start / MINUTE)).toEqual([1, 2, 3]);
  });
  it('leave out one that ended as the step began', () => {
    const times = { now: 0, stepStartedAt: 1 * MINUTE, bakeEndsAt: 0, deadlineAt: 0 };
    expect(minutesOfStep(minutes(2, 5), config(10, { times }))).toHaveLength(1);
  });
});

describe('pairs', () => {
  it('are made of the same minute while both versions serve', () => {
    const pairs = pairMinutes([minute(0, 1), minute(2, 3)], [minute(1, 10), minute(2, 20)], 'concurrent');
    expect(pairs).toEqual([{ baseline: minute(2, 3), candidate: minute(2, 20) }]);
  });
  it('count back from the shift against history', () => {
    const old = [minute(0, 1), minute(1, 2)];
    const pairs = pairMinutes(old, [minute(5, 10), minute(6, 20), minute(7, 30)], 'historical');
    expect(pairs.map(({ baseline, candidate }) => [baseline.requests, candidate.requests])).toEqual([
      [2, 10],
      [1, 20],
    ]);
  });
});

describe('error tally', () => {
  it('counts errors, requests without a target and unhealthy hosts as bad', () => {
    const seen = minute(0, 100, 3, { connectionErrors: 2, unhealthyHosts: 4 });
    expect(errorTally(seen, 1)).toEqual({ bad: 9, trials: 104 });
    expect(errorTally(seen, 0.5)).toEqual({ bad: 7, trials: 102 });
  });
  it('is no data without a datapoint and without a sign of failure', () => {
    expect(errorTally(minute(0, null), 1)).toBeNull();
    expect(errorTally(minute(0, 0), 1)).toEqual({ bad: 0, trials: 0 });
  });
  it('sees a version that answers nothing at all', () => {
    expect(errorTally(minute(0, null, 0, { connectionErrors: 8 }), 1)).toEqual({ bad: 8, trials: 8 });
    expect(errorTally(minute(0, null, 0, { unhealthyHosts: 2 }), 1)).toEqual({ bad: 2, trials: 2 });
    const both = minute(0, null, 0, { connectionErrors: 2, unhealthyHosts: 2 });
    expect(errorTally(both, 1)).toEqual({ bad: 4, trials: 4 });
  });
  it('never has more bad events than trials', () => {
    expect(errorTally(minute(0, 5, 9), 1)).toEqual({ bad: 9, trials: 9 });
  });
});

describe('latency tally', () => {
  it('counts requests above the limit', () => {
    expect(latencyTally(minute(0, 100, 0, { above: { p95: 6 } }), 'p95')).toEqual({ bad: 6, trials: 100 });
    expect(latencyTally(minute(0, 4, 0, { above: { p95: 6 } }), 'p95')).toEqual({ bad: 4, trials: 4 });
  });
  it('is no data without requests or without the count', () => {
    expect(latencyTally(minute(0, null, 0, { above: { p95: 6 } }), 'p95')).toBeNull();
    expect(latencyTally(minute(0, 100), 'p95')).toBeNull();
  });
});

describe('sums', () => {
  it('pass over what is missing', () => {
    expect(sumTallies([{ bad: 1, trials: 2 }, null, { bad: 3, trials: 4 }])).toEqual({ bad: 4, trials: 6 });
    expect(requestsIn([minute(0, 5), minute(1, null), minute(2, 7)])).toBe(12);
  });
});
