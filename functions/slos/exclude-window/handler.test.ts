import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENVIRONMENT, MINUTE_MS, type OrdersHouse, ordersHouse } from '../slos.fixture.ts';

let orders: OrdersHouse;
beforeAll(async () => {
  orders = await ordersHouse();
  orders.record('All', 100, 0, 60);
  orders.record('Bad', 50, 20, 30);
  await orders.minutes(68);
});
afterAll(() => orders.close());

type Input = Parameters<ReturnType<OrdersHouse['as']>['exclude_window']>[0];
const exclude = (input: Omit<Input, 'environment' | 'objective'>) =>
  orders.as('approver').exclude_window({ environment: ENVIRONMENT, objective: 'orders', ...input });
const window = (from: number, to: number) => ({
  from: new Date(orders.begin + from * MINUTE_MS).toISOString(),
  to: new Date(orders.begin + to * MINUTE_MS).toISOString(),
  reason: 'Load test',
});
const nights = {
  days: ['Sunday' as const],
  from: '01:00',
  to: '03:00',
  timeZone: 'Europe/Dublin',
  reason: 'patches',
};

describe('exclude_window', () => {
  it('says what the budget would be, and leaves time out and takes it in again', async () => {
    const dry = await exclude({ window: window(20, 30), dryRun: true });
    expect(dry).toMatchObject({ applied: false, remainingAfter: 1 });
    expect(dry.remainingBefore).toBeLessThan(0);
    const { exclusionId = '' } = await exclude({ window: window(20, 30), agreed: true });
    expect(await orders.tracked()).toMatchObject({
      remaining: 1,
      total: 5000,
      exclusions: [expect.stringContaining('Load test')],
    });
    await exclude({ window: nights });
    const left = await exclude({ remove: exclusionId });
    expect(left.exclusions).toMatchObject([
      { words: 'Sunday 01:00 to 03:00 Europe/Dublin: patches', agreed: false },
    ]);
    expect((await orders.tracked()).total).toBe(6000);
    const { records } = await orders.as('viewer').list_audit({ resource: `slo/${ENVIRONMENT}/orders` });
    expect(records.filter(({ action }) => action === 'exclude_window').map(({ words }) => words)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Left out .*: Load test \(agreed upon\)\.$/),
        expect.stringMatching(/^Counts again .*: Load test\.$/),
      ]),
    );
  });

  it.each<[string, () => Parameters<typeof exclude>[0], string]>([
    ['nothing', () => ({}), 'window'],
    ['both', () => ({ window: window(0, 1), remove: 'exc-1' }), 'window'],
    ['a window that ends before it begins', () => ({ window: window(2, 1) }), 'window.to'],
    [
      'a day that is none',
      () => ({ window: { ...window(0, 1), from: '2026-02-30T00:00:00Z' } }),
      'window.from',
    ],
    ['a zone that is none', () => ({ window: { ...nights, timeZone: 'Mars' } }), 'window.timeZone'],
    ['what is not excluded', () => ({ remove: 'exc-1' }), 'remove'],
  ])('refuses %s', async (_what, input, field) => {
    await expect(exclude(input())).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [expect.objectContaining({ field })] },
    });
  });
});
