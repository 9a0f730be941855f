import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../../../test/flows/seeded.ts';
import { noteAtIncident } from '../../runbooks/ended.ts';
import { seededRun } from '../../runbooks/seeded.fixture.ts';
import { type House, house, MINUTE_MS } from '../incidents.fixture.ts';

let shop: House;
beforeAll(async () => {
  shop = await house();
});
afterAll(() => shop.close());

const manage = () => shop.as('operator').manage_incident;
const create = async (title: string, service: string) => {
  const { incident } = await manage()({
    action: 'create',
    title,
    environment: 'production',
    affectedServices: [service],
  });
  return incident.incidentId;
};

describe('get_incident', () => {
  it('shows what was changed before, what waits for a person, and what worked the last time', async () => {
    const past = await create('Queue 17 is full', 'orders');
    await manage()({ action: 'resolve', incidentId: past, resolution: 'Emptied the queue.' });
    const promoted = await seeded(shop.installation, { in: 'PROMOTED', service: 'orders' });
    await shop.clock.advanceBy(3 * 3_600_000);
    const waiting = await seeded(shop.installation, { in: 'AWAITING_APPROVAL', service: 'orders' });
    const incidentId = await create('Queue 18 is full', 'orders');
    await shop.clock.advanceBy(MINUTE_MS);
    const shown = await shop.as('viewer').get_incident({ incidentId });
    expect(shown.changes).toMatchObject([{ kind: 'deployment', id: promoted.id }]);
    expect(shown.approvals).toMatchObject([{ kind: 'deployment', id: waiting.id }]);
    expect(shown.similar).toEqual([
      { incidentId: past, score: 1, why: expect.any(String), whatWorked: ['Emptied the queue.'] },
    ]);
    expect(shown.timeline[0]?.words).toBe('Opened by a person.');
    expect(shown).toMatchObject({ signals: [], runs: [], related: [] });
  });

  it.each([
    ['AWAITING_APPROVAL', 'Runbook add-capacity on cart waits for approval.'],
    ['HELD', 'Runbook add-capacity on cart is held: It failed.'],
    ['RUNNING', undefined],
  ] as const)('shows a run for it that is %s', async (name, words) => {
    const { context, installation } = shop;
    const incidentId = await create(`The cart is ${name}`, 'cart');
    const target = { environment: 'production', service: 'cart' };
    const run = await seededRun(installation, { in: name, target, incidentId });
    await noteAtIncident(context, run);
    const { approvals, runs } = await shop.as('viewer').get_incident({ incidentId });
    expect(runs).toMatchObject([{ runId: run.id }]);
    expect(approvals).toEqual(words === undefined ? [] : [{ kind: 'run', id: run.id, words }]);
  });

  it('says which incident there is not', async () => {
    await expect(shop.as('viewer').get_incident({ incidentId: 'inc-0123456789ab' })).rejects.toMatchObject({
      name: 'NotFound',
    });
  });
});
