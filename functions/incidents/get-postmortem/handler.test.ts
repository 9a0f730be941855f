import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, house } from '../incidents.fixture.ts';

let shop: House;
beforeAll(async () => {
  shop = await house();
});
afterAll(() => shop.close());

const manage = () => shop.as('operator').manage_incident;
const get = (incidentId: string) => shop.as('viewer').get_postmortem({ incidentId });

describe('get_postmortem', () => {
  it('is a draft while the incident lasts, and has what was learnt afterwards', async () => {
    const { incident } = await manage()({ action: 'create', title: 'Leak', affectedServices: ['orders'] });
    const { incidentId } = incident;
    expect(await get(incidentId)).toMatchObject({ final: false, postmortem: { title: 'Leak' } });
    await manage()({ action: 'resolve', incidentId, resolution: 'Restarted.' });
    await manage()({ action: 'update', incidentId, rootCause: 'A connection was never closed.' });
    const { final, markdown, postmortem } = await get(incidentId);
    expect(final).toBe(true);
    expect(postmortem).toMatchObject({
      cause: { kind: 'stated', words: 'A connection was never closed.' },
      helped: ['Restarted.'],
      impact: { state: 'NO_DATA' },
    });
    expect(markdown).toContain('## Timeline');
  });

  it('says which incident there is not', async () => {
    await expect(get('inc-0123456789ab')).rejects.toMatchObject({ name: 'NotFound' });
  });
});
