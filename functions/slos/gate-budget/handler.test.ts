import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OrdersHouse, ordersHouse } from '../slos.fixture.ts';

let orders: OrdersHouse;
beforeEach(async () => {
  orders = await ordersHouse();
});
afterEach(() => orders.close());

describe('the gate', () => {
  it('says what each kind of change may do', async () => {
    expect(await orders.gate()).toMatchObject({
      status: 'NO_DATA',
      words: expect.stringContaining('not evaluated yet'),
    });
    // 0.8% bad: a fifth of the budget remains.
    orders.record('All', 1000, 0, 30);
    orders.record('Bad', 8, 0, 30);
    await orders.minutes(38);
    expect(await orders.gate()).toMatchObject({ status: 'PASSED', action: 'approval', needsApproval: true });
    expect(await orders.gate('chaos')).toMatchObject({ status: 'FAILED' });
  });
});
