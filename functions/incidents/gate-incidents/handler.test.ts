import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep } from '../../../test/flows/step.ts';
import { serviceRecord } from '../../services/record.fixture.ts';
import { saveService } from '../../services/store.ts';
import { type House, house } from '../incidents.fixture.ts';

let shop: House;
beforeAll(async () => {
  shop = await house();
  const services = { shop: ['orders'], orders: [], mail: [] };
  for (const [name, dependsOn] of Object.entries(services)) {
    const record = { ...serviceRecord(name), environment: 'production', dependsOn };
    await saveService(shop.context, undefined, record, { words: 'Registered.' });
  }
});
afterAll(() => shop.close());

const gate = (service: string, environment = 'production') =>
  runStep(shop.installation, 'gate_incidents', { environment, service });
const open = async (service: string, severity: 'high' | 'critical') => {
  const { incident } = await shop.as('operator').manage_incident({
    action: 'create',
    title: `${service} is down`,
    severity,
    environment: 'production',
    affectedServices: [service],
  });
  return incident.incidentId;
};

describe('gate_incidents', () => {
  it('fails at an open critical incident of the service or of a neighbour, and at no other', async () => {
    expect(await gate('orders')).toMatchObject({ status: 'PASSED' });
    await open('shop', 'high');
    expect(await gate('shop')).toMatchObject({ status: 'PASSED' });
    const incidentId = await open('orders', 'critical');
    for (const service of ['orders', 'shop'])
      expect(await gate(service)).toEqual({ status: 'FAILED', words: expect.stringContaining(incidentId) });
    expect(await gate('mail')).toMatchObject({ status: 'PASSED' });
    expect(await gate('orders', 'staging')).toMatchObject({ status: 'PASSED' });
    await shop.as('operator').manage_incident({ action: 'resolve', incidentId, resolution: 'Fixed.' });
    expect(await gate('orders')).toMatchObject({ status: 'PASSED' });
  });
});
