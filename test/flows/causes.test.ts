import { afterEach, describe, expect, it } from 'vitest';
import { type ShopUnderLoad, shopUnderLoad } from '../../functions/incidents/investigation/outage.fixture.ts';

const LONG_MS = 120_000;
let shop: ShopUnderLoad;
afterEach(() => shop.close());

const opened = async (service: string) => {
  const { incidents } = await shop.as('viewer').list_incidents({ service });
  return shop.as('viewer').get_incident({ incidentId: incidents[0]?.incidentId ?? '' });
};

describe('the incident of a caller', () => {
  it(
    'names the service behind its callee as the cause, by itself',
    async () => {
      shop = await shopUnderLoad();
      await shop.suffer({ kind: 'hung-tasks', at: 'stock', intensity: 50 }, 14);
      const { incident, cause, timeline, runs } = await opened('shop');
      expect(cause).toMatchObject({ verdict: 'RANKED', causes: [{ service: 'stock' }, {}, {}] });
      expect(cause?.causes[0]?.confidence).toBeGreaterThan(0.9);
      const told = timeline.filter(({ by }) => by === 'investigation');
      // Both looks say the same, which is told once.
      expect(told).toHaveLength(1);
      expect(told[0]?.words).toMatch(/^The cause is most likely stock \(over 99% likely\): .* is lost here/);
      expect(Date.parse(told[0]?.at ?? '') - Date.parse(incident.times.detectedAt)).toBeLessThan(30_000);
      expect(runs).toMatchObject([{ service: 'stock' }]);
      const { incidentId } = incident;
      const { markdown, postmortem } = await shop.as('viewer').get_postmortem({ incidentId });
      expect(postmortem).toMatchObject({ cause: { kind: 'found', words: expect.stringContaining('stock') } });
      expect(markdown).toMatch(/By what was measured, stock/);
      const asked = await shop.as('viewer').investigate_incident({ incidentId });
      expect(asked.causes[0]?.service).toBe('stock');
      expect(asked.looked.services).not.toContain('reports');
    },
    LONG_MS,
  );
});
