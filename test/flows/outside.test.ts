import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { deploy } from './deployment.ts';
import { type Installation, install } from './installation.ts';
import { expectEnded } from './invariants.ts';
import { pricing } from './pricing.ts';
import { outsider, type Service } from './service.ts';
import { storefront } from './storefront.ts';

let installation: Installation;
let services: Record<'listener' | 'rule' | 'alias', Service>;
beforeAll(async () => {
  installation = await install();
  services = {
    listener: await storefront(installation, { name: 'shop' }),
    rule: await storefront(installation, {
      name: 'shop-in-a-rule',
      production: 'rule',
      testPath: 'header-rules',
    }),
    alias: await pricing(installation, { name: 'prices' }),
  };
});
afterEach(() => installation.account.faults.clear());
afterAll(() => installation.close());

const KINDS = ['listener', 'rule', 'alias'] as const;

describe.each(KINDS)('weights in a %s that somebody else changes', (kind) => {
  it('end the deployment at once, by the trail of calls', async () => {
    const { clock } = installation;
    const service = services[kind];
    const deployment = await deploy(service, service.versions.bad);
    await deployment.reach('BAKING');
    await service.meddle(outsider(installation, 'cdk-deploy'), 70);
    await clock.advanceBy(5_000);
    const { state } = await deployment.read();
    expect(state).toMatchObject({
      name: 'RESTORING',
      reason: { code: 'EXTERNAL_CHANGE', words: expect.stringContaining('assumed-role/cdk-deploy') },
    });
    await expectEnded(deployment, 'ROLLED_BACK', 'EXTERNAL_CHANGE');
  });

  it('end it at the next look, by what is read back, when the trail says nothing', async () => {
    const { account } = installation;
    const service = services[kind];
    onTestFinished(account.eventBridge.deliveries.lose(({ rule }) => rule.name === 'operate-outside-change'));
    const deployment = await deploy(service, service.versions.bad);
    await deployment.reach('BAKING');
    await service.meddle(outsider(installation, 'cdk-deploy'), 70);
    const { state } = await deployment.reach('RESTORING');
    expect(state).toMatchObject({
      reason: {
        code: 'EXTERNAL_CHANGE',
        words: "The new version's weight is 70%, but 50% was asked for: somebody else changed it.",
      },
    });
    await expectEnded(deployment, 'ROLLED_BACK', 'EXTERNAL_CHANGE');
  });
});

describe('a change by somebody else', () => {
  it('before and after a deployment is nobody’s business here', async () => {
    const service = services.listener;
    await service.meddle(outsider(installation, 'cdk-deploy'), 0);
    await installation.clock.advanceBy(10_000);
    const deployment = await deploy(service, service.versions.bad);
    await expectEnded(deployment, 'ROLLED_BACK', 'JUDGED_WORSE');
    const before = await deployment.read();
    await service.meddle(outsider(installation, 'cdk-deploy'), 0);
    await installation.clock.advanceBy(60_000);
    expect(await deployment.read()).toEqual(before);
  });

  it('that leaves both versions with traffic must be put right before anything is deployed', async () => {
    const service = services.listener;
    await service.meddle(outsider(installation, 'cdk-deploy'), 30);
    await expect(deploy(service, service.versions.good)).rejects.toMatchObject({
      name: 'Refused',
      detail: {
        violations: [{ field: 'gate.target', problem: expect.stringContaining('70% of the traffic') }],
      },
    });
    await service.meddle(outsider(installation, 'cdk-deploy'), 0);
  });
});
