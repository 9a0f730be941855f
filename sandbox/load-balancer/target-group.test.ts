import { beforeEach, describe, expect, it } from 'vitest';
import type { PlaneTask } from '../data-plane/data-plane.ts';
import { STOREFRONT_VERSIONS } from '../samples/catalogue.ts';
import { DEFAULT_HEALTH_CHECK, TargetGroup } from './target-group.ts';

class FakeTask implements PlaneTask {
  readonly id = 'task';
  readonly version = 'v1';
  readonly behaviour = STOREFRONT_VERSIONS.v1;
  readonly state = 'running';
  readonly port = 0;
  readonly exitCode = undefined;
  healthy = true;
  probes = 0;
  probe(_path: string, done: (healthy: boolean) => void): void {
    this.probes += 1;
    done(this.healthy);
  }
  stop(): void {}
  kill(): void {}
}

describe('TargetGroup', () => {
  let group: TargetGroup;
  let task: FakeTask;

  beforeEach(() => {
    group = new TargetGroup('arn:tg', DEFAULT_HEALTH_CHECK, 30);
    group.inUse = true;
    task = new FakeTask();
    group.register('10.0.0.1', 80, task, 0);
  });

  const state = (address = '10.0.0.1') => group.targets.get(address)?.state;
  const pass = (from: number, to: number) => {
    for (let now = from; now <= to; now += 1_000) group.advance(now);
  };

  it('takes a new target in after one passed check, and back in after the threshold', () => {
    expect(group.pick()).toBeUndefined();
    pass(0, 0);
    expect(state()).toBe('healthy');
    task.healthy = false;
    pass(1_000, 19_000);
    expect(state()).toBe('healthy');
    pass(20_000, 20_000);
    expect(state()).toBe('unhealthy');
    task.healthy = true;
    pass(21_000, 39_000);
    expect(state()).toBe('unhealthy');
    pass(40_000, 40_000);
    expect(state()).toBe('healthy');
  });

  it('checks nobody while no listener uses the group', () => {
    group.inUse = false;
    pass(0, 60_000);
    expect(state()).toBe('initial');
    expect(task.probes).toBe(0);
  });

  it('fails open when all targets are unhealthy, and only then', () => {
    task.healthy = false;
    pass(0, 20_000);
    expect(group.pick()?.address).toBe('10.0.0.1');
    group.register('10.0.0.2', 80, new FakeTask(), 21_000);
    pass(21_000, 22_000);
    for (let turn = 0; turn < 4; turn += 1) expect(group.pick()?.address).toBe('10.0.0.2');
  });

  it('takes turns between healthy targets', () => {
    group.register('10.0.0.2', 80, new FakeTask(), 0);
    pass(0, 0);
    const picked = Array.from({ length: 4 }, () => group.pick()?.address);
    expect(new Set(picked.slice(0, 2))).toEqual(new Set(['10.0.0.1', '10.0.0.2']));
    expect(picked.slice(2)).toEqual(picked.slice(0, 2));
  });

  it('drains until the last request in flight is answered, or the delay is over', () => {
    pass(0, 0);
    const target = group.pick();
    if (target === undefined) throw new Error('nobody to pick');
    let gone = 0;
    target.onGone = () => {
      gone += 1;
    };
    target.inFlight = 1;
    group.deregister(target.address, 1_000);
    pass(1_000, 30_000);
    expect([state(), group.pick(), gone]).toEqual(['draining', undefined, 0]);
    pass(31_000, 31_000);
    expect([state(), gone]).toEqual([undefined, 1]);
  });
});
