import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pricing } from '../../../test/flows/pricing.ts';
import { runStep } from '../../../test/flows/step.ts';
import { type House, house, incidentsOf, MINUTE_MS } from '../../incidents/incidents.fixture.ts';
import { EVERY_MINUTES } from '../kept.ts';

const SHOP = { environment: 'production', service: 'prices' };
const LOOK_MS = EVERY_MINUTES * MINUTE_MS;
let shop: House;
let count = 0;
beforeAll(async () => {
  shop = await house();
  await pricing(shop.installation, { name: 'prices', requestsPerSecond: 1 });
}, 60_000);
/** Where nobody listens in the sandbox, each time another. */
let url: string;
beforeEach(() => {
  url = `http://127.0.0.1:${++count}/health`;
});
afterEach(async () => {
  shop.account.faults.clear();
  await watch([]);
  await shop.clock.advanceBy(2 * LOOK_MS);
});
afterAll(() => shop.close());

/** Has the service watched by these endpoints; not at all without. */
async function watch(urls: readonly string[] | undefined): Promise<void> {
  const { environment, service } = SHOP;
  const alias = { functionName: 'prices', alias: 'live', probe: { rawPath: '/health' } };
  await shop.developer.register_service({
    environment,
    service,
    target: { type: 'lambda-alias', ...alias, errorMetric: { type: 'lambda-errors' } },
    versionSource: { type: 'lambda-version' },
    ...(urls && {
      health: { endpoints: urls.map((one) => ({ url: one })), allowAddresses: ['127.0.0.1'] },
    }),
  });
}

const runs = (hours = 1) => shop.as('viewer').get_health_history({ ...SHOP, hours });
const look = () => runStep(shop.installation, 'record_health', {});
/** Lets time pass until the next run was kept, and a little longer. */
async function nextRun(): Promise<void> {
  const newest = async () => (await runs()).runs[0]?.at;
  const before = await newest();
  while ((await newest()) === before) await shop.clock.advanceBy(10_000);
}
/** The incidents that the endpoint is a signal of. */
const incidents = async () =>
  (await incidentsOf(shop, 'prices')).filter(({ signals }) =>
    signals.some(({ resource }) => resource === `endpoint:${url}`),
  );
const states = async () =>
  (await incidents()).map(({ signals }) => signals.map(({ key, state }) => ({ key, state })));

describe('record_health', () => {
  it('keeps a run of each watched service every four minutes', async () => {
    await watch([]);
    const before = (await runs()).runs.length;
    await shop.clock.advanceBy(5 * LOOK_MS);
    const { runs: kept, summary, watched, firing, cut } = await runs();
    expect(kept.length - before).toBe(5);
    expect(kept[0]).toMatchObject({ state: 'HEALTHY', score: 100, lost: [], counts: { good: 1 } });
    expect({ watched, firing, cut }).toEqual({ watched: true, firing: [], cut: false });
    expect(summary.expected).toBe(15);
    expect(summary.runs).toBe(kept.length);
    expect(summary.healthy).toBe(kept.length);
  });

  it('tells of an endpoint that failed twice, and not of one that failed once', async () => {
    await watch([url]);
    await nextRun();
    expect(await incidents()).toEqual([]);
    const [last] = (await runs()).runs;
    expect(last).toMatchObject({ state: 'UNHEALTHY', score: 40 });
    expect(last?.lost[0]?.words).toContain('No answer: connect ECONNREFUSED');
    await shop.clock.advanceBy(LOOK_MS + 30_000);
    expect(await states()).toEqual([[{ key: `probe:production/prices/endpoint:${url}`, state: 'FIRING' }]]);
    const [opened] = await incidents();
    expect(opened?.incident).toMatchObject({ severity: 'high', environment: 'production' });
    expect((await runs()).firing).toEqual([`endpoint:${url}`]);
  });

  it('tells when what is watched no more was failing, and of nothing twice', async () => {
    await watch([url]);
    await shop.clock.advanceBy(4 * LOOK_MS + 30_000);
    expect(await states()).toMatchObject([[{ state: 'FIRING' }]]);
    await watch(undefined);
    await shop.clock.advanceBy(LOOK_MS + 30_000);
    expect(await states()).toMatchObject([[{ state: 'RESOLVED' }]]);
    const { runs: kept, watched } = await runs(24);
    expect(watched).toBe(false);
    await shop.clock.advanceBy(3 * LOOK_MS);
    expect((await runs(24)).runs.length).toBe(kept.length);
  });

  it('takes a call that comes twice as one run', async () => {
    await watch([url]);
    await nextRun();
    const before = (await runs()).runs.length;
    expect(await look()).toMatchObject({ services: 0, skipped: 1, turns: 0 });
    expect((await runs()).runs.length).toBe(before);
    await shop.clock.advanceBy(60_000);
    const both = await Promise.all([look(), look()]);
    expect(both.map(({ services }) => services).toSorted()).toEqual([0, 1]);
    expect((await runs()).runs.length).toBe(before + 1);
  });

  it('tells again what could not be told, and fails until then', async () => {
    await watch([url]);
    await nextRun();
    await shop.clock.advanceBy(60_000);
    const lost = shop.account.faults.add({ match: { command: 'SendMessage' }, effect: 'throttle' });
    await expect(look()).rejects.toMatchObject({
      name: 'DependencyFailed',
      message: expect.stringContaining('production/prices'),
    });
    lost();
    await shop.clock.advanceBy(2 * LOOK_MS);
    expect(await states()).toMatchObject([[{ state: 'FIRING' }]]);
  });

  it('neither tells of what it cannot read nor takes it as well', async () => {
    await watch([]);
    shop.account.faults.add({ match: { command: 'GetMetricData' }, effect: 'throttle' });
    await shop.clock.advanceBy(3 * LOOK_MS);
    const [last] = (await runs()).runs;
    expect(last).toMatchObject({ state: 'UNKNOWN', counts: { unseen: 1 } });
    expect(last).not.toHaveProperty('score');
    expect((await runs()).firing).toEqual([]);
  });
});
