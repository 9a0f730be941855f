import { afterEach, describe, expect, it } from 'vitest';
import type { WorkloadFault } from './fault.ts';
import { type Bench, bench } from './workloads.fixture.ts';

const pair = { type: 'ecs-pair', tasks: 2, maxTasks: 8, fullLoad: 60 } as const;
const SHOP = {
  services: {
    shop: { ...pair, dependsOn: ['cart', 'prices', 'bank'] },
    cart: { ...pair, host: 'web-1', dependsOn: ['orders-db'] },
    prices: { type: 'lambda-alias' },
    packing: { ...pair, consumes: 'orders', perTask: 40 },
  },
  databases: { 'orders-db': {} },
  providers: { bank: {} },
  queues: { orders: { arrivals: 20 } },
} as const;
const MINUTES = 3;

let world: Bench;
afterEach(() => world.close());

/** The lines of each service's log after some minutes with something wrong. */
async function linesAfter(fault: WorkloadFault, minutes = MINUTES) {
  world = await bench(SHOP, { shop: 20 });
  world.scope.lines.length = 0;
  world.system.begin(fault);
  await world.minutes(minutes);
  return (service: string) =>
    world.scope.lines
      .filter(({ group }) => group === `/ecs/${service}` || group === `/aws/lambda/${service}`)
      .map(({ message }) => message);
}

describe('the log of a service', () => {
  it.each([
    ['dependency-down', 'bank', 100, 'shop', /bank.*(ECONNREFUSED|Connection refused)/],
    ['dependency-down', 'bank', 40, 'shop', /bank.*503/],
    ['slow-dependency', 'bank', 700, 'shop', /WARN slow call.*bank.*740 ms/],
    ['long-queries', 'orders-db', 700, 'cart', /WARN slow call.*orders-db.*705 ms/],
    ['hung-tasks', 'cart', 100, 'cart', /Response timeout|AsyncRequestTimeoutException/],
    ['hung-tasks', 'cart', 100, 'shop', /cart.*(timeout of 5000ms exceeded|Read timed out)/],
    ['flaky', 'cart', 40, 'cart', /TypeError|NullPointerException/],
    ['flaky', 'cart', 40, 'shop', /cart.*500/],
    ['bad-input', 'prices', 40, 'prices', /^\S+\t\S+\tERROR\tInvoke Error\t.*cannot read input/],
    ['bad-input', 'prices', 40, 'shop', /prices.*FunctionError/],
    ['low-concurrency', 'prices', 1, 'shop', /prices.*TooManyRequestsException/],
    ['poison-messages', 'orders', 60, 'packing', /orders.*JSON/],
    ['crash-loop', 'cart', 20, 'cart', /FATAL.*secret/],
  ] as const)('says of %s at %s (%i) in %s', async (kind, at, intensity, service, line) => {
    const lines = (await linesAfter({ kind, at, intensity }))(service);
    expect(lines.filter((said) => line.test(said)).length).toBeGreaterThan(MINUTES);
    // Six a minute of each of two tasks.
    expect(lines.length).toBeLessThanOrEqual(2 * 6 * (MINUTES + 1));
  });

  it('says that a disk is full, and that a pool is empty', async () => {
    const full = await linesAfter({ kind: 'disk-full-of-data', at: 'cart', intensity: 50 });
    expect(full('cart').some((line) => /no space left on device/i.test(line))).toBe(true);
    await world.close();
    const empty = await linesAfter({ kind: 'connection-leak', at: 'cart', intensity: 50 });
    expect(
      empty('cart').some((line) => /acquiring a connection|Connection is not available/.test(line)),
    ).toBe(true);
  });

  it('is empty while nothing is wrong, and of a slow version', async () => {
    const lines = await linesAfter({ kind: 'slow-version', at: 'cart', intensity: 700, version: 'v1' });
    expect(lines('cart')).toEqual([]);
    expect(lines('packing')).toEqual([]);
    expect(lines('shop').every((line) => /slow call.*cart/.test(line))).toBe(true);
  });

  it('is the same in the same play', async () => {
    const fault = { kind: 'flaky', at: 'cart', intensity: 40 } as const;
    await linesAfter(fault);
    const first = [...world.scope.lines];
    await world.close();
    await linesAfter(fault);
    expect(world.scope.lines).toEqual(first);
  });
});
