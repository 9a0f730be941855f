import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploy } from '../../../test/flows/deployment.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { seeded } from '../../../test/flows/seeded.ts';
import type { Service } from '../../../test/flows/service.ts';
import { runStep } from '../../../test/flows/step.ts';

let installation: Installation;
let prices: Service;
beforeAll(async () => {
  installation = await install();
  prices = await pricing(installation, { name: 'prices' });
});
afterAll(() => installation.close());

const drive = (input: object) => runStep(installation, 'drive_lambda_alias', input);
const describeVersion = (version: string) =>
  drive({ action: 'describe', environment: 'production', service: 'prices', version });

describe('drive_lambda_alias', () => {
  it('describes the alias and pins versions by number and by description', async () => {
    const serving = { kind: 'lambda-version', label: '1', version: '1' };
    expect(await describeVersion('failing')).toEqual({
      description: {
        pinned: { kind: 'lambda-version', label: 'failing', version: '3' },
        serving,
        capacity: 1,
        obstacles: [],
        ailments: [],
        requestsPerMinute: expect.any(Number),
        errorShare: 0,
      },
    });
    expect(await describeVersion('2')).toMatchObject({ description: { pinned: { version: '2' }, serving } });
  });

  it.each([
    ['9', "'9' does not exist"],
    ['good', "'good' describes 2 versions"],
  ])('answers that %s is no version', async (version, problem) => {
    expect(await describeVersion(version)).toMatchObject({
      refused: { violations: [{ field: 'version', problem }] },
    });
  });

  it.each(['crash-at-start', 'throwing'])(
    'does not shift to a version that fails its probe: %s',
    async (version) => {
      const deployment = await deploy(prices, version);
      const { state, firstShiftAt } = await deployment.end();
      if (version === 'crash-at-start') {
        expect(state).toMatchObject({ name: 'ROLLED_BACK', reason: { code: 'HEALTH_NOT_PROVED' } });
        expect(firstShiftAt).toBeUndefined();
      } else expect(state).toMatchObject({ name: 'ROLLED_BACK' });
    },
  );

  it('moves nothing of another kind, and nothing that is not meant to move', async () => {
    const pair = await seeded(installation, { in: 'BAKING' });
    await expect(drive({ action: 'look', deploymentId: pair.id, step: 0 })).rejects.toMatchObject({
      name: 'Internal',
      message: `Deployment ${pair.id} has a ecs-pair; this driver moves a lambda-alias.`,
    });
    const over = await seeded(installation, { in: 'ABORTED', target: alias() });
    for (const action of ['prepare', 'prove', 'shift', 'look'])
      await expect(drive({ action, deploymentId: over.id, step: 0 })).rejects.toMatchObject({
        name: 'Conflict',
        message: `Deployment ${over.id} is ABORTED: it does not go on.`,
      });
    const pending = await seeded(installation, { in: 'PENDING', target: alias() });
    for (const action of ['prove', 'look'])
      await expect(drive({ action, deploymentId: pending.id, step: 0 })).rejects.toMatchObject({
        name: 'Internal',
      });
    await expect(drive({ action: 'shift', deploymentId: pending.id, step: 9 })).rejects.toMatchObject({
      name: 'Internal',
    });
  });

  it('restores and settles what is over already without doing anything', async () => {
    const { id: deploymentId } = await seeded(installation, { in: 'ABORTED', target: alias() });
    const reason = { code: 'DEADLINE_PASSED', words: 'Late.' };
    const since = new Date(installation.clock.now()).toISOString();
    expect(await drive({ action: 'restore', deploymentId, reason, since })).toEqual({ next: 'done' });
    expect(await drive({ action: 'confirm', deploymentId, since })).toEqual({ next: 'done' });
    expect(await drive({ action: 'settle', deploymentId })).toEqual({ next: 'done' });
    expect(await drive({ action: 'promote', deploymentId }).catch(({ name }: Error) => name)).toBe(
      'Conflict',
    );
  });
});

function alias() {
  return {
    type: 'lambda-alias',
    functionName: 'prices',
    alias: 'live',
    probe: {},
    errorMetric: { type: 'lambda-errors' },
  } as const;
}
