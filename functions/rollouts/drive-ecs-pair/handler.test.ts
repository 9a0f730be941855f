import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALIAS } from '../../../core/rollout/record.fixture.ts';
import { deploy } from '../../../test/flows/deployment.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { expectEnded } from '../../../test/flows/invariants.ts';
import { seeded } from '../../../test/flows/seeded.ts';
import { outsider } from '../../../test/flows/service.ts';
import { runStep } from '../../../test/flows/step.ts';
import { type StorefrontService, storefront } from '../../../test/flows/storefront.ts';

let installation: Installation;
let shop: StorefrontService;
beforeAll(async () => {
  installation = await install();
  shop = await storefront(installation, { name: 'shop' });
});
afterAll(() => installation.close());

const drive = (input: object) => runStep(installation, 'drive_ecs_pair', input);
const describeVersion = (version: string) =>
  drive({ action: 'describe', environment: 'production', service: 'shop', version });

describe('drive_ecs_pair', () => {
  it('describes the pair and pins a tag to its digest', async () => {
    const { description } = (await describeVersion('v2')) as { description: Record<string, unknown> };
    expect(description).toMatchObject({
      pinned: { kind: 'image', label: 'v2', image: expect.stringMatching(/\/shop@sha256:[0-9a-f]{64}$/) },
      serving: { kind: 'image', label: 'shop:1', taskDefinition: expect.stringMatching(/shop:1$/) },
      capacity: 2,
      obstacles: [],
      errorShare: 0,
    });
    expect(description['requestsPerMinute']).toBeCloseTo(1200, -1);
    const digest = String((description['pinned'] as { image: string }).image).split('@')[1] ?? '';
    expect(await describeVersion(digest)).toMatchObject({ description: { pinned: { label: digest } } });
    expect(await describeVersion('v9')).toMatchObject({
      refused: {
        violations: [{ field: 'version', allowed: "a tag or digest of the ECR repository 'shop'" }],
      },
    });
  });

  it('names what stands in the way', async () => {
    await shop.meddle(outsider(installation, 'cdk'), 30);
    expect(await describeVersion('v2')).toMatchObject({
      description: { obstacles: [expect.stringContaining('has 70% of the traffic')] },
    });
    await shop.meddle(outsider(installation, 'cdk'), 0);
    await installation.clock.advanceBy(10_000);
  });

  it.each(['crash-looping', 'never-healthy'])(
    'gives a version up whose health is not proved: %s',
    async (version) => {
      const deployment = await deploy(shop, version, { healthCheckTimeout: 120 });
      await expectEnded(deployment, 'ROLLED_BACK', 'HEALTH_NOT_PROVED');
      expect((await deployment.read()).firstShiftAt).toBeUndefined();
      expect([shop.tasks('blue'), shop.tasks('green')]).toEqual([2, 0]);
    },
  );

  it('rolls back a version that is slow', async () => {
    const deployment = await deploy(shop, 'slow');
    await expectEnded(deployment, 'ROLLED_BACK', 'JUDGED_WORSE');
  });

  it('moves nothing of another kind, and nothing that is not meant to move', async () => {
    const alias = await seeded(installation, { in: 'BAKING', target: ALIAS });
    await expect(drive({ action: 'look', deploymentId: alias.id, step: 0 })).rejects.toMatchObject({
      name: 'Internal',
      message: `Deployment ${alias.id} has a lambda-alias; this driver moves a ecs-pair.`,
    });
    const over = await seeded(installation, { in: 'RESTORING' });
    for (const action of ['prepare', 'prove', 'shift', 'look'])
      await expect(drive({ action, deploymentId: over.id, step: 0 })).rejects.toMatchObject({
        name: 'Conflict',
      });
  });
});
