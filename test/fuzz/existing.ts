import { deploy } from '../flows/deployment.ts';
import { type Installation, install } from '../flows/installation.ts';
import { ENVIRONMENT } from '../flows/service.ts';
import { storefront } from '../flows/storefront.ts';
import type { Existing } from '../inputs/valid-input.ts';

/** An installation with a service and a deployment that waits, and the values by which inputs can name them. */
export async function inhabited(): Promise<{ installation: Installation; existing: Existing }> {
  const installation = await install();
  const shop = await storefront(installation, { name: 'shop', requestsPerSecond: 1 });
  const { id, reach } = await deploy(shop, 'v2', { approval: true });
  const { planHash } = await reach('AWAITING_APPROVAL');
  return {
    installation,
    existing: {
      environment: [ENVIRONMENT],
      service: [shop.name],
      version: ['v1', 'v2', 'slow'],
      toVersion: ['v1'],
      deploymentId: [id],
      planHash: [planHash],
      month: ['2026-01'],
      resource: [`deployment/${id}`, `service/${ENVIRONMENT}/${shop.name}`],
      cluster: [shop.pair.cluster],
      repository: [shop.pair.repository],
      production: [shop.pair.listenerArn],
    },
  };
}
