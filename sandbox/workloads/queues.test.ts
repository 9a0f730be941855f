import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, bench, quantile, sum } from './workloads.fixture.ts';

const ORDERS = {
  services: {
    shop: { type: 'ecs-pair', tasks: 2, maxTasks: 8, fullLoad: 60, dependsOn: ['orders'] },
    packing: { type: 'ecs-pair', tasks: 2, maxTasks: 8, fullLoad: 60, consumes: 'orders', perTask: 20 },
  },
  queues: { orders: {} },
} as const;
const EVENTS = {
  services: { enrich: { type: 'lambda-alias', consumes: 'events', perTask: 5, reservedConcurrency: 10 } },
  queues: { events: { arrivals: 20 } },
} as const;
const PRICES = { services: { prices: { type: 'lambda-alias' } } } as const;

let world: Bench;
afterEach(() => world.close());

const last = (metric: string, QueueName: string) => world.values(metric, { QueueName }).at(-1) ?? Number.NaN;
const visible = (name: string) => last('ApproximateNumberOfMessagesVisible', name);
const invocations = (metric: string, FunctionName: string) =>
  sum(world.values(metric, { FunctionName, Resource: `${FunctionName}:live`, ExecutedVersion: '1' }));

describe('a queue with a pair that works it off', () => {
  it('is empty while there are enough tasks', async () => {
    world = await bench(ORDERS, { shop: 20 });
    expect(visible('orders')).toBeLessThanOrEqual(20);
    expect(last('NumberOfMessagesSent', 'orders')).toBe(1_200);
    expect(last('NumberOfMessagesDeleted', 'orders')).toBe(1_200);
  });

  it('grows while they hang, and is worked off by new ones', async () => {
    world = await bench(ORDERS, { shop: 20 });
    world.system.begin({ kind: 'stuck-consumer', at: 'packing', intensity: 100 });
    await world.minutes(5);
    expect(visible('orders')).toBeGreaterThanOrEqual(6_000);
    expect(last('ApproximateAgeOfOldestMessage', 'orders')).toBeGreaterThan(240);
    world.users.ecs.updateService('packing', 'packing-blue', { forceNewDeployment: true });
    await world.minutes(8);
    expect(visible('orders')).toBeLessThanOrEqual(20);
    expect(last('ApproximateAgeOfOldestMessage', 'orders')).toBeLessThanOrEqual(1);
  });

  it('is worked off faster by more tasks', async () => {
    world = await bench(ORDERS, { shop: 20 });
    world.system.begin({ kind: 'message-burst', at: 'orders', intensity: 30_000 });
    await world.minutes(5);
    expect(visible('orders')).toBeGreaterThan(22_000);
    world.users.ecs.updateService('packing', 'packing-blue', { desiredCount: 8 });
    await world.minutes(5);
    expect(visible('orders')).toBeLessThan(1_000);
  });

  it('keeps what nobody can work off, however many try', async () => {
    world = await bench(ORDERS, { shop: 20 });
    world.system.begin({ kind: 'poison-messages', at: 'orders', intensity: 60 });
    await world.minutes(10);
    const before = visible('orders');
    expect(before).toBeGreaterThan(1_000);
    world.users.ecs.updateService('packing', 'packing-blue', { desiredCount: 8 });
    await world.minutes(15);
    expect(visible('orders')).toBeGreaterThan(before);
  });
});

describe('a function', () => {
  const throttled = () => invocations('Throttles', 'prices');

  it('runs at its rate, and is throttled beyond its concurrency until that is raised', async () => {
    world = await bench(PRICES, { prices: 40 });
    expect(invocations('Invocations', 'prices') / 2_400).toBeCloseTo(1, 1);
    expect(throttled()).toBe(0);
    world.system.begin({ kind: 'low-concurrency', at: 'prices', intensity: 2 });
    await world.minutes(2);
    expect(throttled()).toBeGreaterThan(900);
    expect((throttled() + invocations('Invocations', 'prices')) / 2_400).toBeCloseTo(1, 1);
    world.lambda.reserveConcurrency('prices', 20);
    await world.minutes(2);
    expect(throttled()).toBe(0);
  });

  it('is throttled without a reservation when others use the account up', async () => {
    world = await bench(PRICES, { prices: 40 });
    world.system.begin({ kind: 'account-concurrency', at: 'prices', intensity: 1 });
    await world.minutes(2);
    expect(throttled()).toBeGreaterThan(1_500);
    world.lambda.reserveConcurrency('prices', undefined);
    await world.minutes(2);
    expect(throttled()).toBeGreaterThan(1_500);
  });

  it('fails and waits with the version that its alias points to', async () => {
    world = await bench(PRICES, { prices: 40 });
    world.system.begin({ kind: 'failing-version', at: 'prices', intensity: 30, version: '1' });
    world.system.begin({ kind: 'slow-version', at: 'prices', intensity: 400, version: '1' });
    world.system.begin({ kind: 'failing-version', at: 'prices', intensity: 100, version: '2' });
    await world.minutes(2);
    expect(invocations('Errors', 'prices') / invocations('Invocations', 'prices')).toBeCloseTo(0.3, 1);
    expect(quantile(world.values('Duration', { FunctionName: 'prices' }), 0.5)).toBeGreaterThan(400);
  });

  it('falls behind a queue with too little concurrency, and catches up with more', async () => {
    world = await bench(EVENTS);
    expect(visible('events')).toBe(0);
    world.system.begin({ kind: 'low-concurrency', at: 'enrich', intensity: 2 });
    await world.minutes(5);
    expect(visible('events')).toBeGreaterThan(2_500);
    expect(invocations('Throttles', 'enrich')).toBeGreaterThan(100);
    world.lambda.reserveConcurrency('enrich', 20);
    await world.minutes(3);
    expect(visible('events')).toBe(0);
    expect(invocations('Throttles', 'enrich')).toBe(0);
  });
});
