import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep } from '../../../test/flows/step.ts';
import { type House, house } from '../incidents.fixture.ts';

let shop: House;
beforeAll(async () => {
  shop = await house();
});
afterAll(() => shop.close());

const create = async () => {
  const { incident } = await shop.as('operator').manage_incident({ action: 'create', title: 'Down' });
  await shop.clock.advanceBy(5_000);
  return incident.incidentId;
};
const wait = (incidentId: string, level: number, reopened = 0) =>
  runStep(shop.installation, 'await_acknowledgement', { incidentId, reopened, level, token: 'token-1' });

describe('await_acknowledgement', () => {
  it('keeps the token while nobody has the incident', async () => {
    expect(await wait(await create(), 1)).toEqual({ next: 'wait' });
  });

  it('answers at once what came before it', async () => {
    const incidentId = await create();
    expect(await wait(incidentId, 1, 1)).toEqual({ next: 'done' });
    await shop.as('operator').manage_incident({ action: 'escalate', incidentId });
    expect(await wait(incidentId, 1)).toEqual({ next: 'tell' });
    await shop.as('operator').manage_incident({ action: 'acknowledge', incidentId });
    expect(await wait(incidentId, 2)).toEqual({ next: 'done' });
  });
});
