import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BILL, type Bill } from '../bill-store.ts';
import { ANALYSIS, type CostsHouse, costsHouse } from '../costs.fixture.ts';
import { readPart } from '../parts-store.ts';
import { readRequests } from '../requests-store.ts';

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
    expect(await run('read_bill')).toMatchObject({ requests: 6, rows: 98 * 120 });
    const before = asked();
    expect(await run('read_bill')).toMatchObject({ requests: 6, rows: 98 * 120 });
    expect(asked()).toBe(before);
  });

  it('is asked for no oftener than was allowed, however often the step begins anew', async () => {
    const { account, begin, run, context, day } = house;
    for (let ago = 98; ago > 0; ago--)
      for (let service = 0; service < 120; service++)
        account.billing.bill.charge([{ day: day(ago), service: `S${service}`, usageType: 'u', amount: 1 }]);
    await begin({ mostRequests: 3 });
    // Every attempt dies with its first request.
    const healed = account.faults.add({
      match: { client: 'CostExplorerClient' },
      effect: 'function-timeout',
    } as never);
    for (let attempt = 0; attempt < 5; attempt++) await run('read_bill').catch(() => undefined);
    healed();
    expect(asked()).toBe(3);
    expect(await readRequests(context, ANALYSIS)).toBe(3);
    await run('finish_cost_analysis', { failed: [{ part: 'bill' }] });
    expect(await house.as('viewer').get_cost_analysis({})).toMatchObject({ spent: { requests: 3 } });
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
      error: { name: 'AccessDeniedException', statusCode: 400 },
    });
    await house.clock.advanceBy(86_400_000);
    const before = await readRequests(context, ANALYSIS);
    await begin();
    await run('read_bill');
    const bill = await readPart<Bill>(context, ANALYSIS, BILL);
    expect(bill).toMatchObject({ rows: [], metered: { requests: before } });
    expect(bill?.missing.join()).toMatch(/bill by service: access was denied/);
  });
});
