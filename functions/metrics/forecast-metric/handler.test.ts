import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noise } from '../../../core/forecast/series.fixture.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { ENVIRONMENT } from '../../../test/flows/service.ts';
import { storefront } from '../../../test/flows/storefront.ts';
import { listServices } from '../../services/store.ts';
import { definition } from './definition.ts';
import { metricOfService } from './metric-of-service.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
let installation: Installation;

/** A day's wave between 20 and 60 with noise that no day repeats, every fifth minute of the last days. */
function wave(days: number, record: (at: number, value: number) => void): void {
  const now = installation.clock.now();
  for (let minute = days * DAY_MINUTES; minute > 0; minute -= 5) {
    const at = now - minute * MINUTE_MS;
    record(
      at,
      Math.round(35 + 10 * noise(minute / 5) + 20 * Math.sin((2 * Math.PI * at) / (DAY_MINUTES * MINUTE_MS))),
    );
  }
}

beforeAll(async () => {
  installation = await install();
  await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
  await (await storefront(installation, { name: 'shop', requestsPerSecond: 0.1 })).traffic.stop();
  const services = await listServices(installation.context, ENVIRONMENT);
  const shop = services.find(({ name }) => name === 'shop');
  const requests = shop && metricOfService(shop, 'requests').queries.find(({ id }) => /requests/.test(id));
  if (!requests) throw new Error('A pair has requests.');
  const { scope } = installation.account;
  const before = installation.clock.now() - 5 * 60 * MINUTE_MS;
  wave(5, (at, count) => {
    const { namespace, metric, dimensions } = requests;
    scope.record({ namespace, metric, dimensions, at, value: 1, unit: 'Count', count });
    const ofQueue = { namespace: 'Shop', dimensions: { Queue: 'q' }, unit: 'Count' } as const;
    if (at < before) scope.record({ ...ofQueue, metric: 'Calls', at, value: count });
    scope.record({ ...ofQueue, metric: 'Depth', at, value: 5 });
  });
  await installation.clock.advanceBy(10 * MINUTE_MS);
}, 60_000);
afterAll(() => installation.close());

const forecast = (input: object) =>
  installation.as('viewer').forecast_metric({ environment: ENVIRONMENT, ...input } as never);

describe('forecast_metric', () => {
  it('goes on with the requests of a service and proves it on its past', async () => {
    const answer = await forecast({ service: 'shop', quantiles: ['p90', 'p10'] });
    expect(definition.output.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({ service: 'shop', metric: 'requests', verdict: 'FORECASTABLE' });
    expect(answer.points).toHaveLength(288);
    const now = installation.clock.now();
    const errors: number[] = [];
    for (const { at, value, quantiles } of answer.points) {
      const expected = 40 + 20 * Math.sin((2 * Math.PI * Date.parse(at)) / (DAY_MINUTES * MINUTE_MS));
      errors.push(Math.abs(value - expected));
      expect(Object.keys(quantiles).sort()).toEqual(['p10', 'p90']);
      expect(quantiles['p10']).toBeLessThanOrEqual(quantiles['p90'] ?? 0);
    }
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(3);
    expect(Date.parse(answer.points[0]?.at ?? '')).toBeGreaterThan(now - 10 * MINUTE_MS);
    expect(answer.backTest.trials).toBeGreaterThan(10);
    expect(answer.seasons[0]).toMatchObject({ points: 288, strength: expect.any(Number) });
    expect(answer.notSeen.join(' ')).toMatch(/season of 2016 periods could not be tested/);
    expect(answer.notSeen.join(' ')).toMatch(/balancer answered itself/);
    expect(answer.read).toMatchObject({ metrics: 8, dollars: 0.00008 });
  });

  it('reads any metric by its name', async () => {
    const answer = await forecast({
      namespace: 'Shop',
      metricName: 'Depth',
      dimensions: ['Queue=q'],
      horizonHours: 2,
      period: '15m',
    });
    expect(answer).toMatchObject({
      metric: 'Average of Depth in Shop',
      verdict: 'CONSTANT',
      periodSeconds: 900,
    });
    expect(answer.points).toHaveLength(8);
    expect(answer.points.every(({ value }) => value === 5)).toBe(true);
  });

  it('says that a function of some minutes has too few values', async () => {
    const answer = await forecast({ service: 'prices' });
    expect(answer).toMatchObject({ verdict: 'NO_DATA', points: [], members: [] });
    expect(answer.words).toMatch(/values were found; 12 are the least/);
  });

  it('counts no errors where there were requests', async () => {
    const answer = await forecast({ service: 'shop', metric: 'errors', horizonHours: 1 });
    expect(answer).toMatchObject({ verdict: 'CONSTANT', metric: 'errors' });
    expect(answer.points[0]?.value).toBe(0);
  });

  it('tries ARIMA where it is asked for, and says that Prophet is not there', async () => {
    const answer = await forecast({ service: 'shop', horizonHours: 1, members: ['arima', 'prophet'] });
    expect(answer.missing).toEqual([expect.stringContaining('prophet')]);
    expect(answer.verdict).toBe('FORECASTABLE');
  });

  it('says that the newest value is old', async () => {
    const answer = await forecast({ namespace: 'Shop', metricName: 'Calls', dimensions: ['Queue=q'] });
    expect(answer.points).toHaveLength(288);
    expect(answer.notSeen.join(' ')).toMatch(/newest value is of/);
  });

  it.each([
    { service: 'shop', namespace: 'Shop', metricName: 'Depth' },
    { namespace: 'Shop' },
    { metricName: 'Depth' },
  ])('refuses what does not say which metric is meant: %j', async (input) => {
    await expect(forecast(input)).rejects.toMatchObject({ name: 'InvalidInput' });
  });

  it('knows no other service', async () => {
    await expect(forecast({ service: 'unknown' })).rejects.toMatchObject({ name: 'NotFound' });
  });
});
