import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { putComplaintsAlarm } from '../../../test/flows/complaints.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { type StorefrontService, storefront } from '../../../test/flows/storefront.ts';
import { definition } from './definition.ts';

const ALARM = 'complaints';
let installation: Installation;
let shop: StorefrontService;
beforeAll(async () => {
  installation = await install();
  await putComplaintsAlarm(installation, ALARM);
  await pricing(installation, { name: 'prices', requestsPerSecond: 2 });
  shop = await storefront(installation, {
    name: 'shop',
    requestsPerSecond: 5,
    registration: { dependsOn: ['prices', 'bank'], alarms: [ALARM] },
  });
}, 60_000);
afterEach(() => installation.account.faults.clear());
afterAll(() => installation.close());

const ask = (services?: string[]) =>
  installation.as('viewer').monitor_health({ ...(services && { services }) });

async function one(name: string) {
  const answer = await ask([name]);
  const [service] = answer.services;
  if (!service) throw new Error(`Nothing was said of ${name}.`);
  const probe = (kind: string) => service.probes.find((candidate) => candidate.kind === kind);
  return { answer, service, probe };
}

const setAlarm = (StateValue: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA') =>
  installation.context
    .clients(CloudWatchClient)
    .send(new SetAlarmStateCommand({ AlarmName: ALARM, StateValue, StateReason: 'Set by hand.' }));

/** Registers the shop again with one endpoint: its balancer's listener. */
async function endpoint(
  path: string,
  expectStatus?: number,
  allowAddresses = ['127.0.0.1'],
): Promise<string> {
  const { target, versionSource, alarms, dependsOn } = await installation.developer.get_service({
    environment: 'production',
    service: 'shop',
  });
  const { cluster, production } = target as { cluster: string; production: { arn: string } };
  const url = `http://127.0.0.1:${shop.pair.port}`;
  await installation.developer.register_service({
    environment: 'production',
    service: 'shop',
    target: { type: 'ecs-pair', cluster, production: production.arn, url, testUrl: url },
    versionSource: versionSource as never,
    alarms,
    ...(dependsOn && { dependsOn }),
    health: {
      endpoints: [{ url: `${url}${path}`, ...(expectStatus !== undefined && { expectStatus }) }],
      allowAddresses,
    },
  });
  return `endpoint:${url}${path}`;
}

describe('monitor_health', () => {
  it('scores what serves each service, and tells its dependencies apart', async () => {
    await setAlarm('OK');
    const answer = await ask();
    expect(definition.output.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({ state: 'HEALTHY', score: 100, words: 'All 2 services are healthy.' });
    expect(answer.counts).toEqual({ good: 4, warning: 0, bad: 0, idle: 0, unseen: 0 });
    const [prices, store] = answer.services;
    expect(prices?.probes.map(({ probe }) => probe)).toEqual(['function:prices']);
    expect(store?.probes.map(({ probe }) => probe)).toEqual([
      'target-group:shop-blue',
      'ecs-service:shop-blue',
      'alarm:complaints',
    ]);
    expect(store?.dependencies).toMatchObject([
      { service: 'production/prices', state: 'HEALTHY' },
      { service: 'production/bank', state: 'UNKNOWN', words: 'It is not registered.' },
    ]);
    expect(answer.missing.join()).toContain('production/shop: register them again with health');
  });

  it('takes points for an alarm, says why, and leaves them to the service that it is of', async () => {
    await setAlarm('ALARM');
    const { answer, service } = await one('shop');
    expect(service).toMatchObject({ state: 'DEGRADED', score: 70 });
    expect(answer.lost).toEqual([
      { service: 'production/shop', points: 30, probe: 'alarm:complaints', words: 'It is in ALARM.' },
    ]);
    expect(answer.words).toBe('1 of 1 services are DEGRADED: production/shop.');
    await setAlarm('INSUFFICIENT_DATA');
    expect((await one('shop')).probe('alarm')?.standing).toBe('IDLE');
  });

  it('says of what cannot be read that nobody knows, and not that it is well', async () => {
    await setAlarm('OK');
    for (const command of ['DescribeTargetHealth', 'GetMetricData'])
      installation.account.faults.add({ match: { command }, effect: 'throttle' });
    const answer = await ask();
    expect(answer.state).toBe('UNKNOWN');
    expect(answer.services).toMatchObject([
      { service: 'prices', state: 'UNKNOWN', dependencies: [] },
      { service: 'shop', state: 'UNKNOWN', score: 95 },
    ]);
    expect(answer.services[0]).not.toHaveProperty('score');
    expect(answer.services[1]?.dependencies[0]).toMatchObject({ state: 'UNKNOWN' });
    expect(answer.counts.unseen).toBe(2);
    expect(answer.lost.map(({ service }) => service)).toEqual(['production/prices', 'production/shop']);
    expect(answer.lost[0]?.words).toContain('Throttling');
  });

  it('takes an answer that leaves something out as no answer of it', async () => {
    installation.account.faults.add({
      match: { command: 'DescribeServices' },
      effect: 'alter',
      alter: () => ({ services: [], failures: [] }),
    });
    const { probe } = await one('shop');
    expect(probe('ecs-service')).toMatchObject({ standing: 'UNSEEN', words: 'ECS did not tell of it.' });
  });

  it('asks endpoints, and compares with what is expected of them', async () => {
    const well = await endpoint('/');
    expect((await one('shop')).probe('endpoint')).toMatchObject({ probe: well, standing: 'GOOD' });
    await endpoint('/', 204);
    const { service, probe } = await one('production/shop');
    expect(probe('endpoint')).toMatchObject({ standing: 'BAD', words: 'It answered 200, not 204.' });
    expect(service).toMatchObject({ state: 'UNHEALTHY', score: 40, watched: true });
  });

  it('reaches only public addresses and those that the service names', async () => {
    await expect(endpoint('/', 200, ['10.0.0.0/8'])).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [{ field: 'health.endpoints.0.url' }] },
    });
    await expect(endpoint('/', 200, ['127.0.0.0/8'])).rejects.toMatchObject({ name: 'InvalidInput' });
    await expect(endpoint('/', 200, ['here'])).rejects.toMatchObject({
      detail: { violations: [{ field: 'health.allowAddresses.0' }, {}] },
    });
  });

  it('sees a side without targets, and a function that fails', async () => {
    await endpoint('/');
    const { users, scope } = installation.account;
    users.ecs.updateService(shop.pair.cluster, shop.pair.sides.blue.serviceName, { desiredCount: 0 });
    await installation.clock.advanceBy(10_000);
    const { answer, service } = await one('shop');
    expect(service.state).toBe('UNHEALTHY');
    expect(answer.lost.map(({ words }) => words)).toEqual(
      expect.arrayContaining(['It has no targets.', 'It is live and scaled to 0.']),
    );
    const at = installation.clock.now() - 180_000;
    const dimensions = { FunctionName: 'prices', Resource: 'prices:live' };
    scope.record({
      namespace: 'AWS/Lambda',
      metric: 'Errors',
      dimensions,
      at,
      value: 1,
      unit: 'Count',
      count: 400,
    });
    await installation.clock.advanceBy(120_000);
    const { probe } = await one('prices');
    expect(probe('function')).toMatchObject({
      standing: 'BAD',
      words: expect.stringContaining('400 failed'),
    });
  });

  it.each([
    [['nobody'], 'NotFound'],
    [['production/nobody'], 'NotFound'],
    [['No Name'], 'InvalidInput'],
  ])('refuses %j by the field', async (services, name) => {
    await expect(ask(services)).rejects.toMatchObject({ name, detail: { violations: [{}] } });
  });
});

describe('without services', () => {
  it('nothing is healthy', async () => {
    const empty = await install();
    const answer = await empty.as('viewer').monitor_health({});
    expect(answer).toMatchObject({ state: 'UNKNOWN', words: 'There is nothing to probe.', services: [] });
    expect(answer).not.toHaveProperty('score');
    await empty.close();
  });
});
