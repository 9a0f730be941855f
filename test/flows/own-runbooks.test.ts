import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../functions/catalog.ts';
import { ownRunbooks } from '../../lib/manifest/runbooks.ts';
import { type Installation, install } from './installation.ts';
import { pricing } from './pricing.ts';
import { ENVIRONMENT } from './service.ts';
import { storefront } from './storefront.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
  const shop = await storefront(installation, { name: 'shop', requestsPerSecond: 1, desiredCount: 2 });
  const prices = await pricing(installation, { name: 'prices' });
  await Promise.all([shop.traffic.stop(), prices.traffic.stop()]);
  for (const service of ['shop', 'prices'])
    installation.account.ssm.addMachine(`i-${service}`, { 'operate:service': service });
}, 60_000);
afterAll(() => installation.close());

/** What a dry run says: that it could be planned, or why not. */
const planned = async (runbook: string, service: string) => {
  const input = { runbook, environment: ENVIRONMENT, service, dryRun: true };
  try {
    const { plan } = await installation.as('operator').start_runbook(input);
    return plan.steps.filter(({ changes }) => changes).map(({ words }) => words);
  } catch (error) {
    return (error as Error).message;
  }
};

/** What is refused here, and why. */
const NOT_HERE: Readonly<Record<string, RegExp>> = {
  'shop bad-deployment': /never deployed/,
  'prices bad-function-version': /never deployed/,
};

describe("the product's own runbooks", () => {
  it.each(ownRunbooks(catalog).map((runbook) => [runbook.name, runbook] as const))(
    '%s plans what it would do to a service of its kind, or says why it cannot',
    async (name, { targets = ['ecs-pair', 'lambda-alias'], steps }) => {
      const services = { 'ecs-pair': 'shop', 'lambda-alias': 'prices' } as const;
      for (const type of targets) {
        const service = services[type];
        const said = await planned(name, service);
        const why = NOT_HERE[`${service} ${name}`];
        if (why) expect(said).toMatch(why);
        else expect(said, `${name} on ${service}`).toHaveLength(changing(steps));
      }
    },
  );
});

function changing(steps: readonly { readonly inverse?: unknown }[]): number {
  return steps.filter(({ inverse }) => inverse !== undefined).length;
}
