import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pricing } from '../../../test/flows/pricing.ts';
import { DOCUMENT, type OrdersHouse, ordersHouse } from '../slos.fixture.ts';

let orders: OrdersHouse;
beforeEach(async () => {
  orders = await ordersHouse();
});
afterEach(() => orders.close());

describe('another window', () => {
  it('is answered by the counts that are kept', async () => {
    orders.record('All', 100, 0, 120);
    orders.record('Bad', 1, 0, 30);
    await orders.minutes(128);
    expect(await orders.tracked()).toMatchObject({ total: 12_000, good: 11_970 });
    expect(await orders.tracked({ window: '1h' })).toMatchObject({ total: 6000, good: 6000 });
    await expect(orders.as('viewer').track_slo({ window: '999w' })).rejects.toMatchObject({
      name: 'InvalidInput',
    });
  });
});

describe('a service without an objective', () => {
  it('is named, and nothing is said of it', async () => {
    const { installation } = orders;
    await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
    const { objectives, missing } = await installation.as('viewer').track_slo({ environment: 'production' });
    expect(missing).toEqual(['production/prices']);
    expect(objectives.map(({ objective }) => objective)).toEqual(['orders']);
    expect(await installation.as('viewer').track_slo({ environment: 'staging' })).toEqual({
      objectives: [],
      missing: [],
      notSeen: [],
    });
  });
});

describe('an objective with a contract', () => {
  it('tells its months, the current one first', async () => {
    const sla = `${DOCUMENT.replace('displayName: Orders', 'annotations: { operate/sla: gold }')}---
apiVersion: operate/v1
kind: SLA
metadata: { name: gold }
spec: { targetPercent: 98, credits: [{ belowPercent: 98, creditPercent: 10 }] }
`;
    await orders.developer.set_slo({ environment: 'production', document: sla });
    orders.record('All', 100, 0, 60);
    orders.record('Bad', 50, 0, 30);
    await orders.minutes(68);
    const { sla: months = [] } = await orders.tracked();
    expect(months.map(({ state }) => state)).toEqual(['OPEN', 'NO_DATA', 'NO_DATA']);
    expect(months[0]).toMatchObject({
      target: 0.98,
      attained: 0.75,
      credit: 0.1,
      from: '2026-01-01T00:00:00.000Z',
    });
  });
});
