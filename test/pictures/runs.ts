import { noise } from '../../core/forecast/series.fixture.ts';
import type { JudgementRecord } from '../../core/judge/replay.ts';
import { metricsOf } from '../../functions/metrics/odd.fixture.ts';
import { ordersHouse } from '../../functions/slos/slos.fixture.ts';
import { deploy } from '../flows/deployment.ts';
import { install } from '../flows/installation.ts';
import { pricing } from '../flows/pricing.ts';
import { ENVIRONMENT } from '../flows/service.ts';
import { storefront } from '../flows/storefront.ts';
import type { Picture } from './chart.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const BLUE = '#3b7dd8';
const ORANGE = '#d87a1e';

/** What is left of a budget, while a service is well, fails, and is well again. */
export async function budget(): Promise<Picture> {
  const house = await ordersHouse();
  house.record('All', 300, 0, 180);
  house.record('Bad', 30, 60, 80);
  const points = [];
  for (let minute = 0; minute < 180; minute += 5) {
    await house.minutes(5);
    const { remaining } = await house.tracked();
    if (remaining !== undefined) points.push({ at: house.clock.now(), value: remaining });
  }
  await house.installation.close();
  return {
    title: '20 minutes in which a tenth of all orders fails: what is left of the error budget',
    unit: 'percent',
    level: { value: 0, name: 'deployments are refused' },
    plots: [{ name: 'budget left', kind: 'line', colour: BLUE, points }],
  };
}

/** What the judge saw of a version that fails one request in fifty when it sent it back. */
export async function verdict(): Promise<Picture> {
  const installation = await install();
  const shop = await storefront(installation, { name: 'shop' });
  const bad = await deploy(shop, 'flaky', {
    steps: [
      { weight: 20, bakeSeconds: 1800 },
      { weight: 100, bakeSeconds: 60 },
    ],
  });
  await bad.end();
  const { verdicts } = await installation.developer.get_deployment({ deploymentId: bad.id, records: true });
  const last = verdicts.at(-1) ?? { record: undefined };
  const { observation } = last.record as unknown as JudgementRecord;
  const shares = (minutes: typeof observation.baseline) =>
    minutes.flatMap(({ start, requests, errors }) =>
      requests ? [{ at: start, value: errors / requests }] : [],
    );
  await installation.close();
  return {
    title: 'A version that fails one request in fifty: errors by minute, until it was sent back',
    unit: 'percent',
    plots: [
      { name: 'old version', kind: 'line', colour: BLUE, points: shares(observation.baseline) },
      { name: 'new version', kind: 'dots', colour: ORANGE, points: shares(observation.candidate) },
    ],
  };
}

/** A function that becomes slow, and what was usual at that time of the day. */
export async function anomaly(): Promise<Picture> {
  const installation = await install();
  const { traffic } = await pricing(installation, { name: 'prices', requestsPerSecond: 0.1 });
  await traffic.stop();
  const { past, live } = metricsOf(installation, 'prices');
  past();
  const viewer = installation.as('viewer');
  const seen = new Map<number, number>();
  const odd = new Map<number, { value: number; low: number; high: number }>();
  for (const slower of [1, 1, 1, 6, 6, 1, 1, 1]) {
    await live(20, slower);
    const { metrics, anomalies } = await viewer.detect_anomalies({
      environment: ENVIRONMENT,
      service: 'prices',
    });
    const latency = metrics.find(({ metric }) => metric === 'latencyP95');
    if (latency?.at !== undefined && latency.value !== undefined)
      seen.set(Date.parse(latency.at), latency.value);
    for (const { metric, since, value, expected } of anomalies)
      if (metric === 'latencyP95' && expected) odd.set(Date.parse(since), { value, ...expected });
  }
  await installation.close();
  const alarms = [...odd].map(([at, { value }]) => ({ at, value }));
  const [usual] = [...odd.values()];
  return {
    title: 'A function becomes six times slower: seconds of the 95th percentile',
    unit: 'number',
    plots: [
      {
        name: 'usual at that time',
        kind: 'band',
        colour: BLUE,
        points: [...seen.keys()].map((at) => ({ at, value: usual?.low ?? 0, upper: usual?.high ?? 0 })),
      },
      { name: 'seen', kind: 'line', colour: BLUE, points: [...seen].map(([at, value]) => ({ at, value })) },
      { name: 'anomaly since', kind: 'dots', colour: ORANGE, points: alarms },
    ],
  };
}

/** A day ahead, with what eight in ten values are expected to lie between. */
export async function forecast(): Promise<Picture> {
  const installation = await install();
  const { scope } = installation.account;
  const now = installation.clock.now();
  const past: { at: number; value: number }[] = [];
  for (let at = now - 7 * DAY_MS; at < now; at += 5 * MINUTE_MS) {
    const value = Math.round(
      35 + 6 * noise(at / (5 * MINUTE_MS)) + 20 * Math.sin((2 * Math.PI * at) / DAY_MS),
    );
    scope.record({ namespace: 'Shop', metric: 'Orders', dimensions: {}, at, value, unit: 'Count' });
    if (at >= now - DAY_MS) past.push({ at, value });
  }
  await installation.clock.advanceBy(10 * MINUTE_MS);
  const { points } = await installation.as('viewer').forecast_metric({
    environment: ENVIRONMENT,
    namespace: 'Shop',
    metricName: 'Orders',
    statistic: 'Sum',
  });
  await installation.close();
  const ahead = points
    .filter((_, index) => index % 3 === 0)
    .map((point) => ({ ...point, at: Date.parse(point.at) }));
  return {
    title: 'Orders in 5 minutes: a day of the past, and the day ahead',
    unit: 'number',
    plots: [
      { name: 'seen', kind: 'line', colour: GREYISH, points: past.filter((_, index) => index % 3 === 0) },
      {
        name: 'p10 to p90',
        kind: 'band',
        colour: BLUE,
        points: ahead.map(({ at, value, quantiles: { p10 = value, p90 = value } }) => ({
          at,
          value: p10,
          upper: p90,
        })),
      },
      { name: 'forecast', kind: 'line', colour: BLUE, points: ahead.map(({ at, value }) => ({ at, value })) },
    ],
  };
}

const GREYISH = '#888';

/** Every picture of the pages, by the name of its file. */
export const PICTURES = { budget, verdict, anomaly, forecast } as const;
