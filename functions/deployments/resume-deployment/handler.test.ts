import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StateName } from '../../../core/rollout/state.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { seeded, states } from '../../../test/flows/seeded.ts';
import { readDeployment } from '../../runs/store.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const command = { kind: 'PAUSE', by: 'ada', at: 'now' } as const;

describe('resume_deployment', () => {
  it('puts a held deployment back where it was, and notes when', async () => {
    const { id: deploymentId, state } = await seeded(installation, { in: 'PAUSED' });
    if (state.name !== 'PAUSED') throw new Error('It is not held.');
    await installation.clock.advanceBy(60_000);
    const { deployment } = await installation.developer.resume_deployment({ deploymentId });
    expect(deployment).toMatchObject({ deploymentId, state: 'BAKING', step: 0 });
    expect((await readDeployment(installation.context, deploymentId)).state).toEqual({
      ...state.from,
      resumedAt: new Date(installation.clock.now()).toISOString(),
    });
  });

  it.each(['PENDING', 'AWAITING_APPROVAL', 'PREPARING', 'BAKING'] as const)(
    'takes back a pause that nobody has seen yet from a deployment that is %s',
    async (name) => {
      const before = await seeded(installation, { in: name, command });
      await installation.developer.resume_deployment({ deploymentId: before.id });
      const after = await readDeployment(installation.context, before.id);
      expect(after.command).toBeUndefined();
      expect(after.state).toEqual(before.state);
    },
  );

  it.each(Object.keys(states(0)).filter((name) => name !== 'PAUSED') as StateName[])(
    'refuses a deployment that is %s and that nobody wants paused',
    async (name) => {
      const { id: deploymentId } = await seeded(installation, {
        in: name,
      });
      await expect(installation.developer.resume_deployment({ deploymentId })).rejects.toMatchObject({
        name: 'Conflict',
        message: `The deployment is ${name}: it is not paused.`,
      });
    },
  );

  it('does not take back a promotion', async () => {
    const changes = { in: 'BAKING', command: { ...command, kind: 'PROMOTE' } } as const;
    const { id: deploymentId } = await seeded(installation, changes);
    await expect(installation.developer.resume_deployment({ deploymentId })).rejects.toMatchObject({
      name: 'Conflict',
    });
  });
});
