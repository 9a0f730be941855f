import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FaultRule } from '../../../sandbox/faults/rule.ts';
import { runStep } from '../../../test/flows/step.ts';
import { readNoted } from '../../noted-changes.ts';
import { serviceRecord } from '../../services/record.fixture.ts';
import { saveService } from '../../services/store.ts';
import { type ShopUnderLoad, shopUnderLoad } from '../investigation/outage.fixture.ts';

const PRINCIPAL = '*investigate-incident';
const METRICS = { command: 'GetMetricData', principal: PRINCIPAL };
const LOGS = { command: 'FilterLogEvents', principal: PRINCIPAL };

let shop: ShopUnderLoad;
let hurt: string;
beforeAll(async () => {
  shop = await shopUnderLoad();
  hurt = await shop.report('shop');
  await shop.suffer({ kind: 'flaky', at: 'cart', intensity: 40 }, 10);
}, 120_000);
afterEach(() => shop.account.faults.clear());
afterAll(() => shop.close());

const investigate = (incidentId: string) => shop.as('viewer').investigate_incident({ incidentId });
const fault = (rule: FaultRule) => shop.account.faults.add(rule);

describe('investigate_incident', () => {
  it('names what the affected service needs, with the evidence of metrics and logs', async () => {
    const { verdict, causes, felt, words, looked } = await investigate(hurt);
    expect(verdict).toBe('RANKED');
    expect(felt).toEqual({ service: 'shop', as: 'errors' });
    expect(causes[0]).toMatchObject({ service: 'cart' });
    expect(causes[0]?.confidence).toBeGreaterThan(0.8);
    expect(causes[0]?.evidence.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['calls', 'log']));
    expect(words).toMatch(/^The cause is most likely cart \(.+\): \d+% of what shop loses is lost here/);
    expect(looked.services).toEqual(['shop', 'cart', 'prices', 'stock']);
    expect(looked.metrics).toBeGreaterThan(20);
    expect(looked.logLines).toBeGreaterThan(0);
    expect(looked.dollars).toBeCloseTo(looked.metrics / 100_000, 6);
  });

  it('changes nothing, and answers the same again', async () => {
    const before = await shop.as('viewer').get_incident({ incidentId: hurt });
    expect(await investigate(hurt)).toEqual(await investigate(hurt));
    expect(await shop.as('viewer').get_incident({ incidentId: hurt })).toEqual(before);
  });

  it('says that there is not enough data where all is well', async () => {
    const answer = await investigate(await shop.report('reports'));
    expect(answer).toMatchObject({ verdict: 'NOT_ENOUGH_DATA' });
    expect(answer.words).toMatch(/^Not enough data/);
  });

  it('says which incident there is not', async () => {
    await expect(investigate('inc-0123456789ab')).rejects.toMatchObject({ name: 'NotFound' });
  });
});

describe('what others did', () => {
  it('and what AWS Health says before the onset make likelier what they happened to', async () => {
    const { incident } = await shop.as('viewer').get_incident({ incidentId: hurt });
    const before = new Date(Date.parse(incident.times.startedAt) - 4 * 60_000).toISOString();
    const { target } = await shop.as('viewer').get_service({ environment: 'production', service: 'cart' });
    const { production } = target as unknown as { production: { arn: string } };
    await runStep(shop.installation, 'note_outside_change', {
      eventName: 'ModifyListener',
      principal: 'arn:aws:iam::000000000000:user/ada',
      parameters: { listenerArn: production.arn, defaultActions: [] },
      at: before,
    });
    shop.account.eventBridge.publish({
      source: 'aws.health',
      detailType: 'AWS Health Event',
      detail: {
        service: 'LAMBDA',
        eventTypeCategory: 'issue',
        eventTypeCode: 'AWS_LAMBDA_OPERATIONAL_ISSUE',
      },
    });
    await shop.clock.advanceBy(5_000);
    const { causes } = await investigate(hurt);
    const ofCart = causes.find(({ service }) => service === 'cart')?.evidence.map(({ words }) => words) ?? [];
    expect(ofCart.join(' ')).toContain('outside-change ModifyListener by arn:aws:iam::000000000000:user/ada');
    const noted = await readNoted(shop.context, 'production', { from: 0, to: shop.clock.now() });
    expect(noted.map(({ kind, node }) => `${kind} ${node}`)).toContain('aws-health prices');
  });
});

describe('who calls whom', () => {
  const traced = (name: string) => ({ ...serviceRecord(name), tracedAs: `${name}-api` });
  let till: string;
  beforeAll(async () => {
    for (const name of ['till', 'bank'])
      await saveService(shop.context, undefined, traced(name), { words: 'Registered.' });
    till = await shop.report('till');
  });

  it('is learnt from the traces of services that are registered with their names, past what is none', async () => {
    const { estate } = shop.account;
    estate.put('AWS::XRay::Service', 'till-api', { Calls: ['gateway'] });
    estate.put('AWS::XRay::Service', 'gateway', { Type: 'AWS::ApiGateway::Stage', Calls: ['bank-api'] });
    estate.put('AWS::XRay::Service', 'bank-api', {});
    // The answer has more than a page.
    for (let count = 0; count < 12; count++) estate.put('AWS::XRay::Service', `other-${count}`, {});
    const { looked, notSeen } = await investigate(till);
    expect(looked.services).toEqual(['till', 'bank']);
    expect(notSeen.join()).not.toContain('X-Ray');
  });

  it('is what the registry says where X-Ray does not answer, which is said', async () => {
    fault({ match: { command: 'GetServiceGraph' }, effect: 'throttle' });
    const { looked, notSeen } = await investigate(till);
    expect(looked.services).toEqual(['till']);
    expect(notSeen[0]).toMatch(/^X-Ray did not tell who calls whom: Throttl/);
  });
});

describe('what was not seen', () => {
  it('is a service that nobody registered', async () => {
    const { verdict, causes, felt, notSeen } = await investigate(await shop.report('ghost'));
    expect({ verdict, causes, felt }).toEqual({ verdict: 'NOT_ENOUGH_DATA', causes: [], felt: undefined });
    expect(notSeen).toContain('None of its services is registered in production.');
  });

  it('is a service that was never called', async () => {
    const lonely = serviceRecord('lonely');
    await saveService(shop.context, undefined, lonely, { words: 'Registered.' });
    const { verdict, causes, notSeen } = await investigate(await shop.report('lonely'));
    expect({ verdict, causes }).toEqual({ verdict: 'NOT_ENOUGH_DATA', causes: [] });
    expect(notSeen).toContain('No requests were measured of lonely.');
    expect(notSeen.at(-1)).toMatch(/^There was nothing to see of: metrics of calls/);
  });

  it('are metrics that CloudWatch does not give: logs are still there', async () => {
    fault({ match: METRICS, effect: 'throttle' });
    const { causes, notSeen } = await investigate(hurt);
    expect(notSeen).toContain('The metrics of shop, cart, prices, stock could not be read: Throttling.');
    expect(causes[0]?.evidence.every(({ kind }) => kind === 'log' || kind === 'change')).toBe(true);
  });

  it('are metrics of which CloudWatch gives a part', async () => {
    const alter = (output: Record<string, unknown>) => {
      const results = (output['MetricDataResults'] ?? []) as { readonly Id: string }[];
      const ofCart = ({ Id }: { readonly Id: string }) => Id.startsWith('s1_');
      const MetricDataResults = results.map((one) =>
        ofCart(one) ? { ...one, Timestamps: [], Values: [] } : one,
      );
      return { ...output, MetricDataResults };
    };
    fault({ match: METRICS, effect: 'alter', alter: alter as never });
    const { notSeen, looked } = await investigate(hurt);
    expect(notSeen).toContain('No requests were measured of cart.');
    expect(looked.services).toContain('cart');
  });

  it('are logs that are throttled, and logs for which there was no time', async () => {
    fault({ match: LOGS, effect: 'throttle' });
    const throttled = await investigate(hurt);
    expect(throttled.causes[0]?.service).toBe('cart');
    expect(throttled.notSeen.join()).toMatch(/cart.*: 0% of the period was read \(ThrottlingException\)/);
    shop.account.faults.clear();
    fault({ match: LOGS, effect: 'latency', milliseconds: 5_000 });
    const slow = await investigate(hurt);
    expect(slow.causes[0]?.service).toBe('cart');
    expect(slow.notSeen.join()).toContain('the budget of 8 s is used up');
  });
});
