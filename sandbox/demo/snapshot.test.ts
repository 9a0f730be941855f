import { describe, expect, it } from 'vitest';
import { TrafficLog } from '../traffic/traffic-log.ts';
import type { Arm } from './demo-service.ts';
import { checksOf, type Snapshot } from './snapshot.ts';

function arm(name: string, part: Partial<Arm> = {}): Arm {
  const weight = name === 'blue' ? 100 : 0;
  return {
    name,
    versions: [],
    configured: weight,
    inEffect: weight,
    healthy: 2,
    desired: 2,
    requests: 0,
    ...part,
  };
}

function snapshot(arms: readonly Arm[], answers: readonly [string | undefined, number][] = []): Snapshot {
  const log = new TrafficLog();
  for (const [version, status] of answers) log.record(1, version, status);
  return { at: 1_000, arms, counts: log.counts() };
}

const before = snapshot([arm('blue'), arm('green')]);

function violated(now: Snapshot, { recent = [before], bad }: { recent?: Snapshot[]; bad?: string } = {}) {
  return checksOf(recent, now, bad)
    .filter(({ holds }) => !holds)
    .map(({ invariant }) => invariant);
}

describe('checksOf', () => {
  it('finds nothing in a service that is well', () => {
    expect(violated(before)).toEqual([]);
    expect(violated(before, { recent: [] })).toEqual([]);
  });

  it('finds weights that do not sum to 100, configured or in effect', () => {
    expect(violated(snapshot([arm('blue'), arm('green', { configured: 5 })]))).toEqual(['sum']);
    expect(violated(snapshot([arm('blue', { inEffect: 95 }), arm('green')]))).toEqual(['sum']);
  });

  it('finds a weight on a group without a healthy target', () => {
    const split = [
      arm('blue', { configured: 95, inEffect: 95 }),
      arm('green', { configured: 5, inEffect: 5, healthy: 0 }),
    ];
    expect(violated(snapshot(split))).toEqual(['healthy']);
    expect(violated(snapshot([arm('blue'), arm('green', { healthy: 0 })]))).toEqual([]);
  });

  it('finds a group that is scaled to 0 with requests in the last seconds', () => {
    const drained = snapshot([arm('blue'), arm('green', { desired: 0, requests: 7 })]);
    const quiet = snapshot([arm('blue'), arm('green', { requests: 7 })]);
    expect(violated(drained)).toEqual(['drain']);
    expect(violated(drained, { recent: [before, quiet] })).toEqual(['drain']);
    expect(violated(drained, { recent: [quiet] })).toEqual([]);
  });

  it('finds failures that no bad version answers for', () => {
    const failed = (version: string | undefined) => snapshot(before.arms, [[version, 500]]);
    expect(violated(failed('v1'))).toEqual(['failures']);
    expect(violated(failed('bad'), { bad: 'bad' })).toEqual([]);
    expect(violated(failed('v1'), { bad: 'bad' })).toEqual(['failures']);
    expect(violated(failed(undefined), { bad: 'bad' })).toEqual(['failures']);
  });
});
