import { afterEach, describe, expect, it } from 'vitest';
import type { WorkloadFault } from './fault.ts';
import { type Bench, bench, mean, quantile, sum } from './workloads.fixture.ts';

const SHOP = {
  services: {
    shop: { type: 'ecs-pair', tasks: 2, maxTasks: 8, fullLoad: 60, host: 'web-1' },
  },
} as const;
const BLUE = { ClusterName: 'shop', ServiceName: 'shop-blue' };

let world: Bench;
const open = async (perSecond = 60) => {
  world = await bench(SHOP, { shop: perSecond });
};
afterEach(() => world.close());

const begin = (kind: WorkloadFault['kind'], intensity: number, version?: string) =>
  world.system.begin({ kind, at: 'shop', intensity, ...(version !== undefined && { version }) });
const cpu = () => mean(world.values('CPUUtilization', BLUE));
const memory = () => mean(world.values('MemoryUtilization', BLUE));
const latency = () => quantile(world.values('TargetResponseTime', balancer()), 0.95);
const balancer = () => world.system.pair('shop').balancerDimensions;
const errors = () => sum(world.values('HTTPCode_Target_5XX_Count', balancer()));
const requests = () => sum(world.values('RequestCount', balancer()));
const update = (change: { desiredCount?: number; forceNewDeployment?: boolean }) =>
  world.users.ecs.updateService('shop', 'shop-blue', change);
const stopped = () =>
  world.users.ecs.service('shop', 'shop-blue').tasks.filter(({ lastStatus }) => lastStatus === 'STOPPED');

describe('a pair under load', () => {
  it('uses CPU and memory by its tasks, and answers as fast as its version', async () => {
    await open();
    expect(cpu()).toBeGreaterThan(46);
    expect(cpu()).toBeLessThan(56);
    expect(memory()).toBeCloseTo(35, 0);
    expect(latency()).toBeLessThan(0.04);
    expect(errors()).toBe(0);
  });

  it('is full at three times the load, and well again with more tasks', async () => {
    await open();
    begin('load-spike', 300);
    await world.minutes(3);
    expect(cpu()).toBeGreaterThan(97);
    expect(latency()).toBeGreaterThan(0.5);
    expect(errors() / requests()).toBeGreaterThan(0.2);
    update({ desiredCount: 5 });
    await world.minutes(4);
    expect(cpu()).toBeLessThan(70);
    expect(latency()).toBeLessThan(0.1);
    expect(errors()).toBe(0);
  });

  it('gets its usual load again when the spike ends', async () => {
    await open();
    const spike = begin('load-spike', 200);
    await world.minutes(2);
    expect(requests()).toBe(7_200);
    spike.end();
    await world.minutes(2);
    expect(requests()).toBe(3_600);
  });

  it('lacks tasks that somebody took, until somebody gives them back', async () => {
    await open(90);
    begin('too-few-tasks', 1);
    await world.minutes(3);
    expect(world.values('RunningTaskCount', BLUE).at(-1)).toBe(1);
    expect(cpu()).toBeGreaterThan(97);
    update({ desiredCount: 3 });
    await world.minutes(4);
    expect(world.values('RunningTaskCount', BLUE).at(-1)).toBe(3);
    expect(cpu()).toBeLessThan(65);
  });
});

describe('tasks that burn CPU', () => {
  it.each(['cpu-burn', 'noisy-neighbour'] as const)(
    'answer late by %s, and new tasks do not',
    async (kind) => {
      await open();
      begin(kind, 70);
      await world.minutes(3);
      expect(latency()).toBeGreaterThan(0.5);
      update({ forceNewDeployment: true });
      await world.minutes(5);
      expect(latency()).toBeLessThan(0.05);
      expect(errors()).toBe(0);
    },
  );

  it('share the load with more tasks', async () => {
    await open();
    begin('cpu-burn', 60);
    await world.minutes(3);
    expect(cpu()).toBeGreaterThan(97);
    update({ desiredCount: 6 });
    await world.minutes(4);
    expect(cpu()).toBeLessThan(50);
  });

  it('show CPU only where it is their own', async () => {
    await open();
    begin('noisy-neighbour', 70);
    await world.minutes(3);
    expect(cpu()).toBeLessThan(40);
  });
});

describe('tasks that leak memory', () => {
  it('are killed one after the other, and replaced by tasks that leak too', async () => {
    await open();
    begin('memory-leak', 10);
    await world.minutes(5);
    expect(memory()).toBeGreaterThan(70);
    expect(stopped()).toHaveLength(0);
    await world.minutes(5);
    expect(stopped().length).toBeGreaterThanOrEqual(2);
    expect(stopped().every(({ process }) => process?.exitCode === 137)).toBe(true);
    expect(world.scope.lines.some(({ message }) => message.includes('OutOfMemoryError'))).toBe(true);
    await world.minutes(3);
    expect(memory()).toBeGreaterThan(50);
  });

  it('do so no more after a new deployment', async () => {
    await open();
    begin('memory-leak', 10);
    await world.minutes(4);
    update({ forceNewDeployment: true });
    await world.minutes(8);
    expect(memory()).toBeCloseTo(35, 0);
    expect(errors()).toBe(0);
  });

  it('leak in every deployment of the version when it is the version', async () => {
    await open();
    begin('leaking-version', 10, 'v1');
    await world.minutes(4);
    update({ forceNewDeployment: true });
    await world.minutes(7);
    expect(memory()).toBeGreaterThan(60);
  });
});

describe('requests', () => {
  it('fail at tasks that hang, by their share, until these are replaced', async () => {
    await open();
    begin('hung-tasks', 50);
    await world.minutes(2);
    expect(errors() / requests()).toBeCloseTo(0.5, 1);
    expect(latency()).toBeGreaterThan(4);
    update({ forceNewDeployment: true });
    await world.minutes(4);
    expect(errors()).toBe(0);
  });

  it('fail as long as a fault is there that new tasks have too', async () => {
    await open();
    const flaky = begin('flaky', 30);
    update({ forceNewDeployment: true });
    await world.minutes(4);
    expect(errors() / requests()).toBeCloseTo(0.3, 1);
    flaky.end();
    await world.minutes(2);
    expect(errors()).toBe(0);
  });

  it('fail and wait at a bad version, and only there', async () => {
    await open();
    begin('failing-version', 20, 'v1');
    begin('slow-version', 400, 'v1');
    begin('failing-version', 90, 'v2');
    await world.minutes(2);
    expect(errors() / requests()).toBeCloseTo(0.2, 1);
    expect(latency()).toBeGreaterThan(0.4);
    expect(() => begin('slow-version', 400)).toThrow(/needs the version/);
  });
});

describe('tasks that do not live', () => {
  it('end again and again in a crash loop', async () => {
    await open();
    const loop = begin('crash-loop', 20);
    await world.minutes(4);
    expect(stopped().length).toBeGreaterThanOrEqual(6);
    expect(Math.min(...world.values('RunningTaskCount', BLUE, 2))).toBeLessThan(2);
    loop.end();
    await world.minutes(3);
    expect(world.values('RunningTaskCount', BLUE).at(-1)).toBe(2);
  });

  it('never start without machines, and those that run go on', async () => {
    await open();
    const full = begin('no-capacity', 100);
    update({ desiredCount: 4 });
    await world.minutes(5);
    expect(world.values('RunningTaskCount', BLUE).at(-1)).toBe(2);
    expect(errors()).toBe(0);
    full.end();
    await world.minutes(1);
    expect(world.values('RunningTaskCount', BLUE).at(-1)).toBe(4);
  });
});

describe('a host', () => {
  const disk = () => world.values('disk_used_percent', host().diskDimensions).at(-1) ?? Number.NaN;
  const host = () => world.system.hostOf('shop');

  it('whose disk is full of logs fails writes until it is cleaned', async () => {
    await open();
    begin('disk-full-of-logs', 20);
    await world.minutes(1);
    expect(disk()).toBeCloseTo(70, 0);
    await world.minutes(3);
    expect(disk()).toBe(100);
    expect(errors() / requests()).toBeCloseTo(0.4, 1);
    expect(host().clean()).toBeCloseTo(50, 0);
    await world.minutes(2);
    expect(disk()).toBe(50);
    expect(errors()).toBe(0);
  });

  it('has nothing to clean when it is full of data, and tells nothing without its agent', async () => {
    await open();
    begin('disk-full-of-data', 20);
    await world.minutes(4);
    expect(host().clean()).toBe(0);
    expect(disk()).toBe(100);
    begin('agent-stops', 0);
    await world.minutes(2);
    expect(disk()).toBeNaN();
  });
});

describe('a certificate', () => {
  it('tells twice a day how long it holds', async () => {
    await open(0);
    begin('certificate-imported', 12);
    await world.minutes(1);
    const { arn } = world.system.pair('shop').certificate;
    expect(world.values('DaysToExpiry', { CertificateArn: arn })).toEqual([12]);
    await world.minutes(24 * 60);
    expect(world.values('DaysToExpiry', { CertificateArn: arn }, 24 * 60)).toHaveLength(2);
  });
});
