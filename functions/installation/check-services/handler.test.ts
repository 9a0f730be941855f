import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { runStep } from '../../../test/flows/step.ts';
import { storefront } from '../../../test/flows/storefront.ts';

const environment = 'production';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
  const shop = await storefront(installation, { name: 'shop', requestsPerSecond: 10 });
  const prices = await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
  await shop.traffic.stop();
  await prices.traffic.stop();
});
afterAll(() => installation.close());

const check = (input: object = {}) => runStep(installation, 'check_services', { environment, ...input });

describe('check_services', () => {
  it('finds what a registration would find, of targets of either type', async () => {
    const { services, left } = (await check()) as {
      services: { name: string; findings: object }[];
      left: number;
    };
    expect(left).toBe(0);
    expect(services.map(({ name }) => name)).toEqual(['prices', 'shop']);
    for (const { findings } of services) {
      const { value } = findings as { value: { ok: boolean }[] };
      expect(value.length).toBeGreaterThan(4);
      expect(value.filter(({ ok }) => !ok)).toEqual([]);
    }
  });

  it('looks at one service, and refuses one that is not there', async () => {
    expect(await check({ service: 'shop' })).toMatchObject({ services: [{ name: 'shop' }], left: 0 });
    await expect(check({ service: 'nobody' })).rejects.toMatchObject({ name: 'NotFound' });
    expect(await check({ environment: 'staging' })).toEqual({ services: [], left: 0 });
  });

  it('says which service could not be read, and goes on with the others', async () => {
    const remove = installation.account.faults.add({
      match: { command: 'DescribeServices' },
      effect: 'error-before',
      error: { name: 'AccessDeniedException', message: 'not yours' },
    });
    expect(await check()).toMatchObject({
      services: [
        { name: 'prices', findings: { value: expect.any(Array) } },
        { name: 'shop', findings: { unreadable: 'AccessDeniedException: not yours' } },
      ],
    });
    remove();
  });

  it('leaves what there is no time for, and says how much', async () => {
    const remove = installation.account.faults.add({
      match: { command: 'Query', principal: '*check-services' },
      effect: 'latency',
      milliseconds: 9_500,
    });
    expect(await check()).toEqual({ services: [], left: 2 });
    remove();
  });
});
