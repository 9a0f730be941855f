import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CostsHouse, costsHouse } from '../costs.fixture.ts';

let house: CostsHouse;
beforeEach(async () => {
  house = await costsHouse();
});
afterEach(() => house.close());

describe('the last analysis', () => {
  it('is shown page by page, of one service too, and says when there is none', async () => {
    const { put, begin, run, as } = house;
    const viewer = as('viewer');
    expect(await viewer.get_cost_analysis({})).toMatchObject({ status: 'NO_DATA' });
    await begin();
    expect(await viewer.get_cost_analysis({})).toMatchObject({ status: 'RUNNING' });
    for (let index = 0; index < 250; index++)
      put('AWS::EC2::EIP', `eip-${index}`, {
        AllocationId: `eip-${index}`,
        Tags: index === 240 ? [{ Key: 'operate:service', Value: 'shop' }] : [],
      });
    await run('find_compute_waste');
    await run('finish_cost_analysis', { failed: [] });
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await viewer.get_cost_analysis({ limit: 90, ...(nextToken && { nextToken }) });
      seen.push(...(page.savings?.items ?? []).map(({ id }) => id));
      nextToken = page.nextToken;
    } while (nextToken);
    expect(new Set(seen).size).toBe(250);
    const ofShop = await viewer.get_cost_analysis({ services: ['shop'] });
    expect(ofShop.savings?.items.map(({ id }) => id)).toEqual(['eip-240']);
    await expect(viewer.get_cost_analysis({ nextToken: 'eHk6MQ' })).rejects.toMatchObject({
      name: 'InvalidInput',
    });
  });
});
