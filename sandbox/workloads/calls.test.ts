import { afterEach, describe, expect, it } from 'vitest';
import { calledFirst } from './plan.ts';
import { type Bench, bench, mean, quantile, sum } from './workloads.fixture.ts';

const pair = { type: 'ecs-pair', tasks: 2, maxTasks: 8, fullLoad: 60 } as const;
const SHOP = {
  services: {
    shop: { ...pair, dependsOn: ['cart', 'prices', 'bank'] },
    cart: { ...pair, dependsOn: ['orders-db'] },
    prices: { type: 'lambda-alias' },
  },
  databases: { 'orders-db': {} },
  providers: { bank: {} },
} as const;
const DATABASE = { DBInstanceIdentifier: 'orders-db' };

let world: Bench;
const open = async (perSecond = 20) => {
  world = await bench(SHOP, { shop: perSecond });
};
afterEach(async () => {
  await world?.close();
});

const of = (service: string) => world.system.pair(service).balancerDimensions;
const errorShare = (service: string) =>
  sum(world.values('HTTPCode_Target_5XX_Count', of(service))) /
  sum(world.values('RequestCount', of(service)));
const median = (service: string) => quantile(world.values('TargetResponseTime', of(service)), 0.5);

describe('services that call each other', () => {
  it('pass each request on to all that they call, through the real balancer', async () => {
    await open();
    expect(sum(world.values('RequestCount', of('shop')))).toBe(1_200);
    expect(sum(world.values('RequestCount', of('cart')))).toBe(1_200);
    expect(sum(world.values('Invocations', { FunctionName: 'prices' })) / 1_200).toBeCloseTo(1, 1);
    expect(median('shop')).toBeGreaterThan(median('cart') + 0.1);
    expect(errorShare('shop')).toBe(0);
  });

  it.each([
    ['slow-dependency', 'bank', 700],
    ['long-queries', 'orders-db', 700],
    ['database-overloaded', 'orders-db', 700],
    ['slow-version', 'cart', 700],
  ] as const)('wait for what is slow by %s', async (kind, at, intensity) => {
    await open();
    const usual = median('shop');
    const fault = world.system.begin({ kind, at, intensity, version: 'v1' });
    await world.minutes(2);
    expect(median('shop') - usual).toBeGreaterThan(0.6);
    expect(errorShare('shop')).toBe(0);
    fault.end();
    await world.minutes(2);
    expect(median('shop') - usual).toBeLessThan(0.05);
  });

  it.each([
    ['dependency-down', 'bank', 40],
    ['hung-tasks', 'cart', 50],
    ['bad-input', 'prices', 40],
  ] as const)('fail with what fails by %s', async (kind, at, intensity) => {
    await open();
    world.system.begin({ kind, at, intensity });
    await world.minutes(2);
    expect(errorShare('shop')).toBeCloseTo(intensity / 100, 1);
  });

  it('do not harm what they call', async () => {
    await open();
    world.system.begin({ kind: 'flaky', at: 'shop', intensity: 80 });
    await world.minutes(2);
    expect(errorShare('shop')).toBeCloseTo(0.8, 1);
    expect(errorShare('cart')).toBe(0);
  });
});

describe('a database', () => {
  it('is slow by queries that somebody can end, or by too much work that nobody can', async () => {
    await open();
    world.system.begin({ kind: 'long-queries', at: 'orders-db', intensity: 500 });
    await world.minutes(2);
    expect(mean(world.values('ReadLatency', DATABASE))).toBeCloseTo(0.505, 3);
    expect(world.system.database('orders-db').endLongQueries()).toBe(true);
    await world.minutes(2);
    expect(mean(world.values('ReadLatency', DATABASE))).toBeCloseTo(0.005, 3);
    world.system.begin({ kind: 'database-overloaded', at: 'orders-db', intensity: 500 });
    expect(world.system.database('orders-db').endLongQueries()).toBe(false);
    await world.minutes(2);
    expect(mean(world.values('ReadLatency', DATABASE))).toBeCloseTo(0.505, 3);
    expect(world.values('CPUUtilization', DATABASE).at(-1)).toBeGreaterThan(90);
  });

  it('is held by connections that tasks forget, until these are replaced', async () => {
    await open();
    const connections = () => world.values('DatabaseConnections', DATABASE).at(-1);
    expect(connections()).toBe(20);
    world.system.begin({ kind: 'connection-leak', at: 'cart', intensity: 20 });
    await world.minutes(7);
    expect(connections()).toBe(100);
    expect(errorShare('cart')).toBe(1);
    expect(errorShare('shop')).toBe(1);
    world.users.ecs.updateService('cart', 'cart-blue', { forceNewDeployment: true });
    await world.minutes(4);
    expect(connections()).toBe(20);
    expect(errorShare('shop')).toBe(0);
  });
});

describe('a plan', () => {
  it('is provisioned from what is called to what calls', () => {
    expect(calledFirst(SHOP)).toEqual(['cart', 'prices', 'shop']);
  });

  it('is refused when it calls in a circle, or what is not there', () => {
    const circle = { one: { ...pair, dependsOn: ['two'] }, two: { ...pair, dependsOn: ['one'] } };
    expect(() => calledFirst({ services: circle })).toThrow('one calls two calls one.');
    expect(() => calledFirst({ services: { one: { ...pair, dependsOn: ['three'] } } })).toThrow(
      'one calls three, which is not there.',
    );
  });
});
