import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BILL, type Bill } from '../bill-store.ts';
import { ANALYSIS, type CostsHouse, costsHouse } from '../costs.fixture.ts';
import { readPart } from '../parts-store.ts';

let house: CostsHouse;
beforeEach(async () => {
  house = await costsHouse();
});
afterEach(() => house.close());

const asked = () =>
  house.account.recorder.calls.filter(({ command }) => command === 'GetCostAndUsage').length;

describe('the bill', () => {
  it('is read page by page, each answer once a day, and no further than was allowed', async () => {
    const { account, begin, run, context, day } = house;
    for (let ago = 98; ago > 0; ago--)
      for (let service = 0; service < 60; service++)
        account.billing.bill.charge([
          { day: day(ago), service: `S${service}`, usageType: 'u', amount: 1 },
          { day: day(ago), service: `S${service}`, usageType: 'u', recordType: 'Tax', amount: 0.2 },
        ]);
    await begin({ mostRequests: 2 });
    expect(await run('read_bill')).toMatchObject({ requests: 2, rows: 0 });
    expect((await readPart<Bill>(context, ANALYSIS, BILL))?.notSeen.join()).toMatch(
      /bill by service: CALL_BUDGET/,
    );
    await begin({ mostRequests: 10 });
    expect(await run('read_bill')).toMatchObject({ requests: 4, rows: 98 * 120 });
    const before = asked();
    expect(await run('read_bill')).toMatchObject({ requests: 0, rows: 98 * 120 });
    expect(asked()).toBe(before);
  });

  it('that is not shown is missing, and a new account has no forecast', async () => {
    const { account, begin, run, context } = house;
    await begin({ predictions: true });
    await run('read_bill');
    expect((await readPart<Bill>(context, ANALYSIS, BILL))?.notSeen.join()).toMatch(
      /forecast: FAILED \(DataUnavailableException/,
    );
    account.faults.add({
      match: { client: 'CostExplorerClient' },
      effect: 'error-before',
      error: { name: 'AccessDeniedException' },
    });
    await house.clock.advanceBy(86_400_000);
    await begin();
    await run('read_bill');
    const bill = await readPart<Bill>(context, ANALYSIS, BILL);
    expect(bill).toMatchObject({ rows: [], metered: { requests: 0 } });
    expect(bill?.missing.join()).toMatch(/bill by service: access was denied/);
  });
});
