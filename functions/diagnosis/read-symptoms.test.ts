import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../test/flows/installation.ts';
import { pricing } from '../../test/flows/pricing.ts';
import { ENVIRONMENT, type Service } from '../../test/flows/service.ts';
import { storefront } from '../../test/flows/storefront.ts';
import { graphOf } from '../incidents/graph.ts';
import { listServices, type StoredService } from '../services/store.ts';
import { readSymptoms } from './read-symptoms.ts';
import { vitalQueries } from './vital-queries.ts';

const MINUTE_MS = 60_000;
let installation: Installation;
let services: StoredService[];
let users: ReadonlyMap<Service, number>;
let startedAt: number;

/** Counts of a metric that a service's own queries ask for, in the minutes since the trouble began. */
function record(service: string, query: RegExp, count: number, from = startedAt): void {
  const target = services.find(({ name }) => name === service)?.target;
  const found = target && vitalQueries('s', target, false).queries.find(({ id }) => query.test(id));
  if (!found) throw new Error(`No query of ${service} is like ${query}.`);
  const { namespace, metric, dimensions } = found;
  for (let at = from; at < from + 5 * MINUTE_MS; at += MINUTE_MS)
    installation.account.scope.record({ namespace, metric, dimensions, at, value: 1, unit: 'Count', count });
}

/**
 * Lets five minutes go by, and waits until all of their metrics are there. Nobody asks for anything meanwhile: one
 * metric of a later minute may show before another one.
 */
async function published(from = startedAt): Promise<void> {
  await installation.clock.advanceBy(from + 5 * MINUTE_MS - installation.clock.now());
  for (const { traffic } of users.keys()) traffic.setRate(0);
  await installation.clock.advanceBy(4 * MINUTE_MS);
  for (const [{ traffic }, rate] of users) traffic.setRate(rate);
}

beforeAll(async () => {
  installation = await install();
  const prices = await pricing(installation, { name: 'prices', requestsPerSecond: 2 });
  const shop = await storefront(installation, {
    name: 'shop',
    requestsPerSecond: 20,
    registration: { dependsOn: ['prices', 'bank'] },
  });
  await storefront(installation, { name: 'reports', requestsPerSecond: 20 });
  services = await listServices(installation.context, ENVIRONMENT);
  startedAt = Math.ceil(installation.clock.now() / MINUTE_MS) * MINUTE_MS;
  record('shop', /^s_blue_errors$/, 300);
  record('prices', /^s_throttles$/, 120);
  users = new Map<Service, number>([
    [prices, 2],
    [shop, 20],
  ]);
  await published();
}, 60_000);
afterAll(() => installation.close());

const symptomsSince = (at: number, ...names: string[]) =>
  readSymptoms(installation.context, {
    services,
    graph: graphOf(services),
    felt: new Map(names.map((name) => [`${ENVIRONMENT}/${name}`, at])),
  });
const symptomsAt = (...names: string[]) => symptomsSince(startedAt, ...names);

describe('what is wrong with services', () => {
  it('is measured where it is felt, and at all that is needed there', async () => {
    const found = await symptomsAt('shop');
    expect([...found.keys()].toSorted()).toEqual([`${ENVIRONMENT}/prices`, `${ENVIRONMENT}/shop`]);
    const share = (name: string) => found.get(`${ENVIRONMENT}/${name}`)?.errors?.now;
    expect(share('shop')).toBeCloseTo(0.25, 1);
    // What was throttled was no invocation: 120 of 240.
    expect(share('prices')).toBeCloseTo(0.5, 1);
  });

  it('is nothing, where all is well', async () => {
    expect(await symptomsAt('reports')).toEqual(new Map([[`${ENVIRONMENT}/reports`, {}]]));
  });

  it('is not known of what is not registered, or has no data', async () => {
    expect(await symptomsAt('bank')).toEqual(new Map());
    expect(
      await readSymptoms(installation.context, { services: [], graph: graphOf([]), felt: new Map() }),
    ).toEqual(new Map());
  });
});

describe('trouble that lasts', () => {
  it('is compared with what was before it, without all that was in between', async () => {
    await installation.clock.advanceBy(90 * MINUTE_MS);
    const lately = Math.ceil(installation.clock.now() / MINUTE_MS) * MINUTE_MS;
    record('shop', /^s_blue_errors$/, 600, lately);
    await published(lately);
    const found = await symptomsAt('shop');
    expect(found.get(`${ENVIRONMENT}/shop`)?.errors?.now).toBeCloseTo(0.5, 1);
    expect(found.get(`${ENVIRONMENT}/prices`)).toEqual({});
  });

  it('is not known, where a source says that it began in another age', async () => {
    expect(await symptomsSince(0, 'shop')).toEqual(new Map());
  });
});

describe('what a balancer could not hand on', () => {
  const shop = () => services.find(({ name }) => name === 'shop')?.target ?? expect.fail();
  const minute = (values: Record<string, number>, shares = false) =>
    vitalQueries('s', shop(), shares).minuteOf((id) => values[id]);

  it('counts among the requests and the failures', () => {
    expect(minute({ s_blue_requests: 60, s_green_requests: 20, s_green_errors: 5, s_balancer: 20 })).toEqual({
      requests: 100,
      errors: 25,
    });
  });

  it('is not asked of a balancer that others share; refused connections have to do', () => {
    const { queries } = vitalQueries('s', shop(), true);
    expect(queries.map(({ metric }) => metric)).not.toContain('HTTPCode_ELB_5XX_Count');
    expect(minute({ s_blue_requests: 60, s_blue_refused: 6 }, true)).toEqual({ requests: 60, errors: 6 });
  });

  it('leaves latency to the side that serves most', () => {
    const values = { s_blue_requests: 10, s_green_requests: 90, s_blue_seconds: 4, s_green_seconds: 0.2 };
    expect(minute(values)).toEqual({ requests: 100, seconds: 0.2 });
    expect(minute({})).toEqual({});
  });
});
