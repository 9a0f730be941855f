import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, deploy, executionOf } from './flows/deployment.ts';
import type { Installation } from './flows/installation.ts';
import { expectEnded } from './flows/invariants.ts';
import { pricing } from './flows/pricing.ts';
import type { Service } from './flows/service.ts';
import { storefront } from './flows/storefront.ts';
import { installEarlier, upgraded } from './upgrade/earlier-installation.ts';

const TARGETS: readonly [string, (installation: Installation, name: string) => Promise<Service>][] = [
  ['ECS pair', (installation, name) => storefront(installation, { name })],
  ['Lambda alias', (installation, name) => pricing(installation, { name })],
];
const NAMES = ['resumed', 'promoted', 'aborted', 'bad', 'restoring', 'approved'] as const;
type Name = (typeof NAMES)[number];

describe.each(TARGETS)('what the release before began on an %s:', (_target, provision) => {
  let installation: Installation;
  let under: Record<Name, Deployment>;

  beforeAll(async () => {
    const earlier = await installEarlier();
    const services = {} as Record<Name, Service>;
    for (const name of NAMES) services[name] = await provision(earlier, name);
    const begun = await Promise.all(NAMES.map(async (name) => [name, await begin(services[name], name)]));
    under = Object.fromEntries(begun) as Record<Name, Deployment>;
    await earlier.developer.abort_deployment({ deploymentId: under.restoring.id });
    installation = await upgraded(earlier);
  }, 120_000);
  afterAll(() => installation.close());

  /** In mid-bake and paused, or before anything. */
  async function begin(service: Service, name: Name): Promise<Deployment> {
    const version = name === 'bad' ? service.versions.bad : service.versions.good;
    const deployment = await deploy(service, version, { approval: name === 'approved' });
    if (name === 'approved') {
      await deployment.reach('AWAITING_APPROVAL');
      return deployment;
    }
    await deployment.reach('BAKING');
    await service.installation.developer.pause_deployment({ deploymentId: deployment.id });
    await deployment.reach('PAUSED');
    return deployment;
  }

  /** How its execution ended, or that of its first restore. */
  async function statusOf({ id }: Deployment, restore?: number): Promise<string | undefined> {
    const executionArn = executionOf(installation, id, restore);
    const sfn = installation.context.clients(SFNClient);
    return (await sfn.send(new DescribeExecutionCommand({ executionArn }))).status;
  }

  it('its machine goes on after a pause in mid-bake, and promotes a good version', async () => {
    const deploymentId = under.resumed.id;
    await installation.developer.resume_deployment({ deploymentId });
    await expectEnded(under.resumed, 'PROMOTED');
    expect(await statusOf(under.resumed)).toBe('SUCCEEDED');
  });

  it('its machine follows a person who promotes', async () => {
    await installation.developer.promote_deployment({ deploymentId: under.promoted.id });
    await expectEnded(under.promoted, 'PROMOTED');
    expect(await statusOf(under.promoted)).toBe('SUCCEEDED');
  });

  it('a person ends it, and the machine of this release restores', async () => {
    await installation.developer.abort_deployment({ deploymentId: under.aborted.id });
    await expectEnded(under.aborted, 'ABORTED', 'ABORTED_BY_PERSON');
    expect([await statusOf(under.aborted), await statusOf(under.aborted, 1)]).toEqual([
      'ABORTED',
      'SUCCEEDED',
    ]);
  });

  it('its machine rolls a bad version back', async () => {
    await installation.developer.resume_deployment({ deploymentId: under.bad.id });
    await expectEnded(under.bad, 'ROLLED_BACK', 'JUDGED_WORSE');
    expect([await statusOf(under.bad), await statusOf(under.bad, 1)]).toEqual(['FAILED', 'SUCCEEDED']);
  });

  it('its machine finishes a restore that was under way', async () => {
    await expectEnded(under.restoring, 'ABORTED', 'ABORTED_BY_PERSON');
    expect(await statusOf(under.restoring, 1)).toBe('SUCCEEDED');
  });

  it('its machine goes on once it is approved', async () => {
    const { planHash } = await under.approved.read();
    await installation.as('approver').approve({ deploymentId: under.approved.id, planHash });
    await expectEnded(under.approved, 'PROMOTED');
  });

  it('the service is deployed again by the machine of this release', async () => {
    const { service } = under.aborted;
    await expectEnded(await deploy({ ...service, installation }, service.versions.good), 'PROMOTED');
  });
});
