import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { seeded } from '../../../test/flows/seeded.ts';

let installation: Installation;
const ids: string[] = [];
beforeAll(async () => {
  installation = await install();
  for (let n = 0; n < 5; n++) {
    const service = n % 2 ? 'basket' : `shop-${n}`;
    const state = n === 1 ? 'PROMOTED' : 'PENDING';
    const environment = n === 4 ? 'staging' : 'production';
    // Deployments of one service follow one another: the first one's lease has run out when the next one begins.
    const { id } = await seeded(installation, { in: state, service, environment });
    ids.unshift(id);
    await installation.clock.advanceBy(2 * 3_600_000 + 1_000);
  }
});
afterAll(() => installation.close());

const list = async (input: object) => {
  const { deployments, nextToken } = await installation.as('viewer').list_deployments(input);
  return { ids: deployments.map(({ deploymentId }) => deploymentId), nextToken };
};

describe('list_deployments', () => {
  it('lists all of the present month, newest first', async () => {
    expect(await list({})).toEqual({ ids, nextToken: undefined });
    expect((await list({ month: '2026-01' })).ids).toEqual(ids);
    expect((await list({ month: '2025-12' })).ids).toEqual([]);
  });

  it('lists those of a service, of an environment, or in a state', async () => {
    const [newest, second, , fourth] = ids;
    expect((await list({ environment: 'production', service: 'basket' })).ids).toEqual([second, fourth]);
    expect((await list({ environment: 'staging' })).ids).toEqual([newest]);
    expect((await list({ state: 'PROMOTED' })).ids).toEqual([fourth]);
    expect((await list({ environment: 'production', service: 'nobody' })).ids).toEqual([]);
  });

  it.each([1, 2, 3])('goes through pages of %i without losing or repeating one', async (limit) => {
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await list({ limit, environment: 'production', ...(nextToken && { nextToken }) });
      expect(page.ids.length).toBeLessThanOrEqual(limit);
      seen.push(...page.ids);
      nextToken = page.nextToken;
    } while (nextToken);
    expect(seen).toEqual(ids.slice(1));
  });

  it.each<[object, string]>([
    [{ service: 'basket' }, 'environment'],
    [{ service: 'basket', environment: 'production', month: '2026-01' }, 'month'],
    [{ month: '2026-13' }, 'month'],
    [{ nextToken: 'rubbish' }, 'nextToken'],
    [{ limit: 0 }, 'limit'],
    [{ state: 'LOST' }, 'state'],
  ])('refuses %o', async (input, field) => {
    await expect(list(input)).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [{ field }] },
    });
  });
});
