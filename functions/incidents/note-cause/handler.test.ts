import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runStep } from '../../../test/flows/step.ts';
import { alarmEvent, type House, house, incidentsOf, MINUTE_MS, TAGS } from '../incidents.fixture.ts';

let shop: House;
beforeEach(async () => {
  shop = await house();
});
afterEach(() => shop.close());

const report = async () => {
  const { incident } = await shop.as('operator').manage_incident({
    action: 'create',
    title: 'It is broken',
    environment: 'production',
    affectedServices: ['orders'],
  });
  return incident.incidentId;
};
const get = (incidentId: string) => shop.as('viewer').get_incident({ incidentId });
const look = (incidentId: string, which: 'first' | 'second') =>
  runStep(shop.installation, 'note_cause', { incidentId, look: which });
const versions = async (incidentId: string) => {
  const { records } = await shop.as('viewer').list_audit({ resource: `incident/${incidentId}` });
  return records.filter(({ words }) => words.startsWith('Investigated')).length;
};

describe('an incident that opens', () => {
  it('is looked at twice, by itself, whoever opened it', async () => {
    const incidentId = await report();
    expect((await get(incidentId)).cause).toBeUndefined();
    await shop.clock.advanceBy(10_000);
    const first = await get(incidentId);
    expect(first.cause).toMatchObject({ verdict: 'NOT_ENOUGH_DATA', causes: [] });
    expect(first.cause?.notSeen).toContain('None of its services is registered in production.');
    await shop.clock.advanceBy(6 * MINUTE_MS);
    const second = await get(incidentId);
    expect(Date.parse(second.cause?.at ?? '') - Date.parse(first.cause?.at ?? '')).toBeGreaterThan(MINUTE_MS);
    await shop.clock.advanceBy(60 * MINUTE_MS);
    expect((await get(incidentId)).cause).toEqual(second.cause);
    expect(await versions(incidentId)).toBe(2);
  });

  it('is looked at no more often, however often it is told', async () => {
    const incidentId = await report();
    await shop.clock.advanceBy(10_000);
    expect(await look(incidentId, 'first')).toEqual({
      next: 'nothing',
      words: 'It was investigated before.',
    });
    expect(await look(incidentId, 'second')).toMatchObject({ next: 'noted' });
    expect(await look(incidentId, 'second')).toMatchObject({ next: 'nothing' });
    // Told late, after the second.
    expect(await look(incidentId, 'first')).toMatchObject({ next: 'nothing' });
    expect(await versions(incidentId)).toBe(2);
  });

  it('is left alone when it is over', async () => {
    const incidentId = await report();
    await shop.as('operator').manage_incident({ action: 'resolve', incidentId, resolution: 'Fixed.' });
    await shop.clock.advanceBy(10 * MINUTE_MS);
    expect(await versions(incidentId)).toBe(0);
    expect(await look(incidentId, 'first')).toEqual({ next: 'nothing', words: 'It is over.' });
  });

  it('is written to whatever others write meanwhile', async () => {
    const incidentId = await report();
    const { account } = shop;
    account.faults.add({
      match: { command: 'TransactWriteItems', principal: '*note-cause' },
      effect: 'error-before',
      error: {
        name: 'TransactionCanceledException',
        statusCode: 400,
        members: { CancellationReasons: [{ Code: 'ConditionalCheckFailed' }] },
      },
      times: 1,
    });
    await shop.clock.advanceBy(20_000);
    expect((await get(incidentId)).cause).toBeDefined();
    expect(await versions(incidentId)).toBe(1);
  });
});

describe('signals and runbooks', () => {
  it('do not wait for an investigation that cannot get on', async () => {
    const { account, clock } = shop;
    account.faults.add({
      match: { principal: '*note-cause' },
      effect: 'latency',
      milliseconds: 30_000,
    });
    await shop.putAlarm('shop-errors', TAGS);
    await shop.send([alarmEvent('shop-errors', { at: clock.now() })]);
    await clock.advanceBy(5_000);
    const [incident] = await incidentsOf(shop, 'shop');
    expect(incident?.incident.state).toBe('TRIGGERED');
    expect(incident?.cause).toBeUndefined();
    expect(account.ses.sent).toHaveLength(1);
  });
});
