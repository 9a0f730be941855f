import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, house, MINUTE_MS, TAGS } from '../../functions/incidents/incidents.fixture.ts';
import { deploy } from './deployment.ts';
import { pricing } from './pricing.ts';

let shop: House;
beforeAll(async () => {
  shop = await house();
});
afterAll(() => shop.close());

const open = async (service: string) => {
  const { incidents } = await shop.as('viewer').list_incidents({ open: true });
  return incidents.filter(({ services }) => services.includes(service));
};

describe('an alarm that fires', () => {
  it('becomes an incident, is taken on, recovers, is resolved and written up', async () => {
    const { developer, as, account, clock } = shop;
    await shop.putAlarm('shop-errors', TAGS);
    await shop.setAlarm('shop-errors', 'ALARM');
    const [incident] = await open('shop');
    const incidentId = incident?.incidentId ?? '';
    expect(incident).toMatchObject({
      state: 'TRIGGERED',
      severity: 'high',
      environment: 'production',
      firing: 1,
    });
    expect(account.ses.sent.map(({ subject }) => subject)).toEqual([expect.stringMatching(/shop-errors/)]);
    await as('operator').manage_incident({ action: 'acknowledge', incidentId });
    await clock.advanceBy(20 * MINUTE_MS);
    expect(account.sns.phones.sent).toEqual([]);
    expect(await open('shop')).toMatchObject([{ state: 'ACKNOWLEDGED', incidentId }]);
    await shop.setAlarm('shop-errors', 'OK');
    expect(await open('shop')).toMatchObject([{ state: 'RECOVERING', incidentId }]);
    await clock.advanceBy(6 * MINUTE_MS);
    expect(await open('shop')).toEqual([]);
    const told = await developer.get_incident({ incidentId });
    expect(told.incident).toMatchObject({ state: 'RESOLVED', firing: 0, signals: 1 });
    const { final, markdown, postmortem } = await developer.get_postmortem({ incidentId });
    expect([final, postmortem['incidentId']]).toEqual([true, incidentId]);
    expect(markdown).toMatch(/^# Postmortem: shop.*errors/);
  });
});

describe('a deployment', () => {
  it('has alarms attached that fire under it, and is an incident when it fails', async () => {
    const { clock } = shop;
    await shop.putAlarm('prices-errors', { ...TAGS, 'operate:service': 'prices' });
    const prices = await pricing(shop.installation, { name: 'prices', requestsPerSecond: 3 });
    const deployment = await deploy(prices, prices.versions.good);
    await deployment.reach('BAKING');
    await shop.setAlarm('prices-errors', 'ALARM', 5_000);
    const record = await deployment.read();
    expect(record.alarms.watched).toContain('prices-errors');
    expect(record.timeline.map(({ words }) => words).join()).toContain('Began to fire under this deployment');
    expect(await open('prices')).toEqual([]);
    await deployment.end();
    expect((await deployment.read()).state.name).toBe('ROLLED_BACK');
    await prices.traffic.stop();
    await clock.advanceBy(MINUTE_MS);
    const [incident, other] = await open('prices');
    expect(other).toBeUndefined();
    expect(incident).toMatchObject({ state: 'TRIGGERED', signals: 2, firing: 1 });
    const told = await shop.developer.get_incident({ incidentId: incident?.incidentId ?? '' });
    expect(told.changes).toMatchObject([{ kind: 'deployment', id: deployment.id }]);
    await shop.setAlarm('prices-errors', 'OK');
    await clock.advanceBy(6 * MINUTE_MS);
    expect(await open('prices')).toEqual([]);
  });

  it('is refused while a critical incident is open', async () => {
    const taxes = await pricing(shop.installation, { name: 'taxes', requestsPerSecond: 1 });
    const { incident } = await shop.as('operator').manage_incident({
      action: 'create',
      title: 'Taxes are wrong',
      severity: 'critical',
      environment: 'production',
      affectedServices: ['taxes'],
    });
    await expect(deploy(taxes, '2')).rejects.toMatchObject({
      name: 'Refused',
      message: expect.stringContaining(incident.incidentId),
    });
    await taxes.traffic.stop();
  });
});
