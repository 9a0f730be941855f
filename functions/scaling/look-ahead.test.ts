import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricOfService } from '../metrics/forecast-metric/metric-of-service.ts';
import { readService } from '../services/store.ts';
import { MINUTE_MS, POLICY, type ScaledShop, scaledShop } from './scaling.fixture.ts';

const DAYS = 6;
const DAY_MS = 1440 * MINUTE_MS;
let shop: ScaledShop;
beforeAll(async () => {
  shop = await scaledShop({ ...POLICY, max: 6, predictive: 'scale' });
  shop.withoutAws();
  await requests();
}, 60_000);
afterAll(() => shop.close());

/** Requests in five minutes that double within the next half hour, as they do every day. */
const loadAt = (at: number, now: number) =>
  600 + 500 * Math.sin((2 * Math.PI * (at - now - DAY_MS / 24)) / (DAY_MS / 4));

/** What no day repeats, or the day before would be the best forecast. */
const noise = (index: number) => ((index * 7919) % 1009) / 1009 - 0.5;

async function requests(): Promise<void> {
  const { context, account, clock } = shop.installation;
  const service = await readService(context, 'production', 'shop');
  const query = metricOfService(service, 'requests').queries.find(({ id }) => id.includes('requests'));
  if (!query) throw new Error('A pair has requests.');
  const { namespace, metric, dimensions } = query;
  const now = Math.floor(clock.now() / (5 * MINUTE_MS)) * 5 * MINUTE_MS;
  for (let at = now - DAYS * DAY_MS; at < now; at += 5 * MINUTE_MS)
    account.scope.record({
      namespace,
      metric,
      dimensions,
      at,
      value: 1,
      unit: 'Count',
      count: Math.round(loadAt(at, now) + 150 * noise(at / (5 * MINUTE_MS))),
    });
}

/** Use of CPU in proportion to the requests, with three tasks. */
function cpu(): void {
  const { account, clock } = shop.installation;
  const { pair } = shop.shop;
  const dimensions = {
    ClusterName: pair.cluster.split('/').at(-1) ?? '',
    ServiceName: pair.sides.blue.serviceName,
  };
  const now = Math.floor(clock.now() / MINUTE_MS) * MINUTE_MS;
  for (let at = now - 90 * MINUTE_MS; at < now; at += MINUTE_MS)
    account.scope.record({
      namespace: 'AWS/ECS',
      metric: 'CPUUtilization',
      dimensions,
      at,
      value: loadAt(at, now) / 12,
      count: 100_000,
      unit: 'Percent',
    });
}

describe('the forecast of a service', () => {
  it('has tasks begun before they are needed, and says by what', async () => {
    cpu();
    const answer = await shop.scale({ dryRun: true });
    expect(answer.forecast).toMatchObject({ verdict: 'FORECASTABLE', unitsPerLoad: expect.any(Number) });
    const lines = Object.fromEntries(answer.why.map(({ rule, to, words }) => [rule, { to, words }]));
    expect(lines['predictive']?.words).toMatch(
      /^Until .* a load of .* is expected at most \(P90\), which needs \d+\.$/,
    );
    // A task carries 4 requests in five minutes for each percent of CPU.
    expect(answer.forecast?.unitsPerLoad).toBeCloseTo(3 / 12 / 50, 2);
    const highest = Math.max(lines['reactive']?.to ?? 0, lines['predictive']?.to ?? 0);
    expect(answer.to).toBe(Math.min(6, Math.max(2, highest)));
  });

  it('is only told where the policy says so', async () => {
    const policy = { ...POLICY, max: 6, predictive: 'show' } as const;
    await shop.installation.developer.set_scaling({ ...shop.service, policy });
    const { why } = await shop.scale({ dryRun: true });
    expect(why.find(({ rule }) => rule === 'predictive')?.words).toMatch(/^Only shown: /);
  });
});
