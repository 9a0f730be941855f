import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { type StorefrontService, storefront } from '../../../test/flows/storefront.ts';

let installation: Installation;
let shop: StorefrontService;
beforeAll(async () => {
  installation = await install();
  await pricing(installation, { name: 'prices', requestsPerSecond: 2 });
  shop = await storefront(installation, {
    name: 'shop',
    requestsPerSecond: 5,
    registration: { dependsOn: ['prices', 'bank'] },
  });
}, 60_000);
afterAll(() => installation.close());

describe('monitor_health', () => {
  it('prints', async () => {
    const a = await installation.as('viewer').monitor_health({});
    console.log(JSON.stringify(a, null, 1));
  });
});
