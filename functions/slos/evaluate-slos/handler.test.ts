import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFacts } from '../../incidents/ingest-signals/facts.ts';
import { DOCUMENT, ENVIRONMENT, type OrdersHouse, ordersHouse } from '../slos.fixture.ts';

let orders: OrdersHouse;
beforeEach(async () => {
  orders = await ordersHouse();
});
afterEach(() => orders.close());

/** 100 a minute for so long, and then what follows. */
async function wellFor(minutes: number): Promise<void> {
  orders.record('All', 100, 0, minutes);
  await orders.minutes(minutes + 8);
}
const counts = async () => {
  const { good, total, notSeen } = await orders.tracked();
  return { good, total, notSeen };
};
const EVALUATOR = '*operate-run-evaluate-slos';

describe('counts', () => {
  it('that are zero and left out are good, by their total', async () => {
    await wellFor(30);
    expect(await counts()).toMatchObject({ good: 3000, total: 3000 });
    expect((await orders.tracked()).state).toBe('MET');
  });

  it('that are missing are said to be, and are never good', async () => {
    orders.record('Bad', 5, 0, 30);
    await orders.minutes(38);
    const one = await orders.tracked();
    expect(one).toMatchObject({
      state: 'NO_DATA',
      notSeen: expect.arrayContaining([expect.stringContaining('No data was ever seen')]),
    });
    expect([one.attained, one.budget, one.good]).toEqual([undefined, undefined, undefined]);
    expect(await orders.incidents()).toEqual([]);
  });

  it('that come late, or are corrected, count all the same', async () => {
    await wellFor(30);
    orders.record('Bad', 1, 0, 30);
    orders.record('All', 100, 5, 10);
    await orders.minutes(6);
    expect(await counts()).toMatchObject({ good: 3470, total: 3500 });
  });

  it('that are counted twice, by two evaluations at once, count once', async () => {
    await wellFor(30);
    const before = await counts();
    await Promise.all([orders.evaluate(), orders.evaluate(), orders.evaluate()]);
    expect(await counts()).toEqual(before);
  });

  it.each([
    ['negative', -5, 30],
    ['more than there are', 250, 30],
  ])('that are %s are said to be impossible, and count as nothing', async (_what, bad, minutes) => {
    orders.record('Bad', bad, 0, 5);
    await wellFor(minutes);
    expect(await counts()).toMatchObject({
      good: 2500,
      total: 2500,
      notSeen: expect.arrayContaining([
        expect.stringMatching(/^1 of \d+ slots of 5 minutes have counts that cannot be/),
      ]),
    });
  });

  it('are kept: a month needs no month of CloudWatch each time', async () => {
    await wellFor(30);
    const reads = orders
      .calls('GetMetricData')
      .map(({ input }) => input as { StartTime: Date; EndTime: Date });
    const hours = reads.map(
      ({ StartTime, EndTime }) => (EndTime.getTime() - StartTime.getTime()) / 3_600_000,
    );
    expect(hours[0]).toBeGreaterThan(700);
    expect(Math.max(...hours.slice(1))).toBeLessThan(3.5);
  });
});

describe('a burning budget', () => {
  it('opens one incident and ends it, and says how fast it burnt', async () => {
    orders.record('All', 100, 0, 200);
    orders.record('Bad', 40, 30, 60);
    await orders.minutes(68);
    expect(await orders.incidents()).toMatchObject([
      { severity: 'critical', services: ['orders'], state: 'TRIGGERED' },
    ]);
    const [{ incidentId = '' } = {}] = await orders.incidents();
    const told = await orders.as('viewer').get_incident({ incidentId });
    expect(JSON.stringify(told)).toMatch(/The error budget of orders burns at [\d.]+ times its pace/);
    await orders.minutes(100);
    expect(await orders.incidents()).toMatchObject([{ state: 'RESOLVED' }]);
  });

  it('makes an alarm of the service as bad as it is', async () => {
    orders.record('All', 100, 0, 60);
    orders.record('Bad', 40, 0, 60);
    await orders.minutes(40);
    const [{ incidentId = '' } = {}] = await orders.incidents();
    const operator = orders.as('operator');
    await operator.manage_incident({ action: 'resolve', incidentId, resolution: 'Looked at.' });
    const signal = {
      key: 'cloudwatch:a',
      source: 'cloudwatch',
      state: 'FIRING',
      at: new Date(orders.clock.now()).toISOString(),
      title: 'Alarm',
      reason: '',
      environment: ENVIRONMENT,
      service: 'orders',
      tags: {},
    } as const;
    const heard = {
      key: signal.key,
      before: undefined,
      record: { signal, changes: [] },
      changed: true,
      news: [signal],
      messages: [],
      receives: 1,
    };
    const { services } = await readFacts(orders.context, [heard]);
    expect([...services.values()][0]?.burn).toMatchObject({ objective: 'orders', rate: expect.any(Number) });
  });

  it('is told once, although the evaluation dies after telling', async () => {
    orders.record('All', 100, 0, 60);
    orders.record('Bad', 40, 20, 60);
    orders.account.faults.add({
      match: { command: 'PutItem', principal: EVALUATOR, from: 12 },
      effect: 'error-before',
      error: { name: 'InternalServerError', statusCode: 500 },
      times: 6,
    });
    await orders.minutes(60);
    expect(await orders.incidents()).toHaveLength(1);
  });

  it('of metrics that vanish is told as that', async () => {
    await wellFor(60);
    await orders.minutes(30);
    expect(await orders.incidents()).toMatchObject([
      { severity: 'medium', title: expect.stringContaining('its metrics have vanished') },
    ]);
    expect((await orders.tracked()).notSeen).toContainEqual(expect.stringContaining('which is longer than'));
  });
});

describe('what cannot be read', () => {
  it('is named, leaves everything as it was, and is caught up on', async () => {
    await wellFor(30);
    orders.account.faults.add({
      match: { command: 'GetMetricData', principal: EVALUATOR },
      effect: 'throttle',
    });
    orders.record('All', 100, 38, 80);
    await orders.minutes(25);
    const { notSeen, evaluated } = await orders.evaluate();
    expect({ notSeen, evaluated }).toEqual({
      notSeen: [expect.stringMatching(/^production\/orders: /)],
      evaluated: 0,
    });
    const stale = await orders.tracked();
    expect(stale).toMatchObject({ state: 'MET', total: 3000 });
    expect(stale.notSeen[0]).toMatch(/^It was last evaluated at /);
    expect(await orders.gate()).toMatchObject({ status: 'NO_DATA', needsApproval: false });
    orders.account.faults.clear();
    await orders.minutes(40);
    expect(await counts()).toMatchObject({ total: 7200 });
  });
});

describe('another version of an objective', () => {
  it('goes on with the counts where it counts the same, and counts anew where it does not', async () => {
    await wellFor(30);
    const { developer } = orders;
    const stricter = DOCUMENT.replace('target: 0.99', 'target: 0.999');
    await developer.set_slo({ environment: ENVIRONMENT, document: stricter });
    expect(await orders.tracked()).toMatchObject({ target: 0.999, total: 3000 });
    await developer.set_slo({
      environment: ENVIRONMENT,
      document: stricter.replace('metricName: Bad', 'metricName: Late'),
    });
    expect(await orders.tracked()).toMatchObject({ state: 'NO_DATA' });
    await orders.minutes(6);
    expect(await orders.tracked()).toMatchObject({ state: 'MET', total: 3000 });
  });
});
