import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep } from '../../../test/flows/step.ts';
import { type House, house, incidentsOf, MINUTE_MS, TAGS } from '../incidents.fixture.ts';

let shop: House;
beforeAll(async () => {
  shop = await house();
});
afterAll(() => shop.close());

let count = 0;
/** An incident whose alarm is well again, a moment ago. */
async function recovering() {
  const service = `shop-${++count}`;
  const name = `alarm-${count}`;
  await shop.putAlarm(name, { ...TAGS, 'operate:service': service });
  await shop.setAlarm(name, 'ALARM');
  await shop.setAlarm(name, 'OK');
  const [found] = await incidentsOf(shop, service);
  expect(found?.incident.state).toBe('RECOVERING');
  return { service, name, incidentId: found?.incident.incidentId ?? '', since: found?.incident.since ?? '' };
}
const stateOf = async (service: string) => (await incidentsOf(shop, service))[0]?.incident.state;
/** Changes an alarm without anybody hearing of it. */
async function unheard(name: string, StateValue: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA') {
  const heardAgain = shop.account.eventBridge.deliveries.lose(
    ({ rule }) => rule.name === 'operate-alarm-changed',
  );
  const command = new SetAlarmStateCommand({ AlarmName: name, StateValue, StateReason: 'In silence.' });
  await shop.context.clients(CloudWatchClient).send(command);
  await shop.clock.advanceBy(2_000);
  heardAgain();
}

describe('check_recovery', () => {
  it('waits for the whole window, then resolves what stayed well', async () => {
    const { service, incidentId, since } = await recovering();
    const check = () => runStep(shop.installation, 'check_recovery', { incidentId, since });
    expect(await check()).toMatchObject({ next: 'wait', seconds: expect.any(Number) });
    await shop.clock.advanceBy(16 * MINUTE_MS);
    expect(await stateOf(service)).toBe('RESOLVED');
    const mails = shop.account.ses.sent.length;
    expect(await check()).toMatchObject({ next: 'done' });
    await shop.clock.advanceBy(10_000);
    expect(shop.account.ses.sent.length).toBe(mails);
  });

  it('goes by what the alarm is, not by what was heard of it', async () => {
    const { service, name } = await recovering();
    await unheard(name, 'ALARM');
    await shop.clock.advanceBy(16 * MINUTE_MS);
    expect(await stateOf(service)).toBe('TRIGGERED');
    await shop.setAlarm(name, 'OK');
    await shop.clock.advanceBy(16 * MINUTE_MS);
    expect(await stateOf(service)).toBe('RESOLVED');
  });

  it('takes no data for no recovery', async () => {
    const { service, name } = await recovering();
    await unheard(name, 'INSUFFICIENT_DATA');
    await shop.clock.advanceBy(16 * MINUTE_MS);
    expect(await stateOf(service)).toBe('TRIGGERED');
  });

  it('begins its window anew when it fires again in between', async () => {
    const { service, name } = await recovering();
    await shop.clock.advanceBy(3 * MINUTE_MS);
    await shop.setAlarm(name, 'ALARM');
    expect(await stateOf(service)).toBe('TRIGGERED');
    await shop.clock.advanceBy(3 * MINUTE_MS);
    await shop.setAlarm(name, 'OK');
    await shop.clock.advanceBy(3 * MINUTE_MS);
    expect(await stateOf(service)).toBe('RECOVERING');
    await shop.clock.advanceBy(20 * MINUTE_MS);
    expect(await stateOf(service)).toBe('RESOLVED');
  });
});
