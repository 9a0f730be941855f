import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, house } from '../incidents.fixture.ts';

let shop: House;
const ids: string[] = [];
beforeAll(async () => {
  shop = await house();
  for (let n = 0; n < 5; n++) {
    const { incident } = await shop.as('operator').manage_incident({
      action: 'create',
      title: `Number ${n}`,
      severity: n === 0 ? 'critical' : 'low',
      environment: n === 4 ? 'staging' : 'production',
      affectedServices: n === 1 ? ['basket'] : [],
    });
    ids.unshift(incident.incidentId);
    await shop.clock.advanceBy(60_000);
  }
  const incidentId = ids[4] ?? '';
  await shop.as('operator').manage_incident({ action: 'acknowledge', incidentId });
  await shop.as('operator').manage_incident({ action: 'resolve', incidentId, resolution: 'Fixed.' });
});
afterAll(() => shop.close());

const list = async (input: object) => {
  const { incidents, nextToken } = await shop.as('viewer').list_incidents(input);
  return { ids: incidents.map(({ incidentId }) => incidentId), nextToken };
};

describe('list_incidents', () => {
  it('lists all of the present month, newest first, or those that are open', async () => {
    expect((await list({})).ids).toEqual(ids);
    expect((await list({ month: '2025-12' })).ids).toEqual([]);
    expect((await list({ open: true })).ids).toEqual(ids.slice(0, 4));
  });

  it('names a next page only where there is one', async () => {
    expect(await list({ limit: ids.length })).toEqual({ ids, nextToken: undefined });
    const { nextToken } = await list({ limit: ids.length - 1 });
    expect(await list({ limit: 1, nextToken })).toEqual({ ids: ids.slice(-1), nextToken: undefined });
  });

  it('filters', async () => {
    expect((await list({ environment: 'staging' })).ids).toEqual(ids.slice(0, 1));
    expect((await list({ service: 'basket' })).ids).toEqual(ids.slice(3, 4));
    expect((await list({ severity: 'critical' })).ids).toEqual(ids.slice(4));
    expect((await list({ state: 'RESOLVED' })).ids).toEqual(ids.slice(4));
  });

  it.each([1, 2, 3])('goes through pages of %i without losing or repeating one', async (limit) => {
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await list({ limit, environment: 'production', ...(nextToken && { nextToken }) });
      seen.push(...page.ids);
      nextToken = page.nextToken;
    } while (nextToken);
    expect(seen).toEqual(ids.slice(1));
  });

  it('says how long it took, over how many, and how that is counted', async () => {
    const { statistics } = await shop.as('viewer').list_incidents({});
    expect(statistics.mtta).toEqual({ n: 1, meanSeconds: 300, p95Seconds: 300 });
    expect(statistics.mttd).toMatchObject({ n: 1 });
    expect(statistics.mttr).toMatchObject({ n: 1 });
    expect(statistics.formulas['mttd']).toContain('detectedAt - startedAt');
  });

  it.each<[object, string]>([
    [{ month: '2026-13' }, 'month'],
    [{ open: true, month: '2026-01' }, 'month'],
    [{ nextToken: 'rubbish' }, 'nextToken'],
    [{ limit: 0 }, 'limit'],
  ])('refuses %o', async (input, field) => {
    await expect(list(input)).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [{ field }] },
    });
  });
});
