import { afterAll, beforeAll, expect, it } from 'vitest';
import { pricing } from '../../../test/flows/pricing.ts';
import { type House, house, incidentsOf, TAGS } from '../../incidents/incidents.fixture.ts';
import { metricsOf } from '../odd.fixture.ts';

const LONG_MS = 60_000;
let shop: House;
beforeAll(async () => {
  shop = await house();
}, LONG_MS);
afterAll(() => shop.close());

/** A function that has been called for days, and is called no more by anybody else. */
async function called(name: string, anomalyAlarms?: ['latencyP95']) {
  const service = await pricing(shop.installation, {
    name,
    requestsPerSecond: 0.1,
    registration: { ...(anomalyAlarms && { anomalyAlarms }) },
  });
  await service.traffic.stop();
  const metrics = metricsOf(shop.installation, name);
  metrics.past();
  await metrics.live(40);
  return metrics;
}

it(
  'is evidence in an incident that is open, and opens none',
  async () => {
    const metrics = await called('prices');
    await metrics.live(40, 6);
    expect(
      (await shop.as('viewer').detect_anomalies({ environment: 'production', service: 'prices' })).state,
    ).toBe('ANOMALY');
    expect(await incidentsOf(shop, 'prices')).toEqual([]);
    await shop.putAlarm('prices-errors', { ...TAGS, 'operate:service': 'prices' });
    await shop.setAlarm('prices-errors', 'ALARM');
    await metrics.live(40, 6);
    const [opened, second] = await incidentsOf(shop, 'prices');
    expect(second).toBeUndefined();
    expect(opened?.incident).toMatchObject({ signals: 1, firing: 1 });
    expect(opened?.evidence).toEqual([
      {
        key: 'anomaly:production/prices/latencyP95',
        at: expect.stringMatching(/Z$/),
        service: 'prices',
        words: expect.stringMatching(
          /^latencyP95 was 0\.6\d* where 0\.\d+ to 0\.\d+ is usual at that time, at /,
        ),
      },
    ]);
    expect(
      opened?.timeline.filter(({ words }) => words === 'Odd as well: prices: latencyP95 is odd.'),
    ).toHaveLength(1);
    // What is odd keeps nothing open.
    await shop.setAlarm('prices-errors', 'OK');
    await metrics.live(40, 6);
    expect((await incidentsOf(shop, 'prices'))[0]?.incident.state).toBe('RESOLVED');
  },
  LONG_MS,
);

it(
  'opens an incident where its owner says so, and ends it when it is as usual again',
  async () => {
    const metrics = await called('quotes', ['latencyP95']);
    await metrics.live(40, 6);
    const [opened] = await incidentsOf(shop, 'quotes');
    expect(opened?.incident).toMatchObject({
      title: 'quotes: latencyP95 is odd',
      severity: 'medium',
      firing: 1,
      services: ['quotes'],
    });
    expect(opened?.signals).toMatchObject([{ key: 'anomaly:production/quotes/latencyP95', state: 'FIRING' }]);
    await metrics.live(120);
    const ended = await incidentsOf(shop, 'quotes');
    expect(ended).toHaveLength(1);
    expect(ended[0]?.incident).toMatchObject({ state: 'RESOLVED', firing: 0 });
  },
  LONG_MS,
);
