import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StateName } from '../../../core/rollout/state.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { seeded } from '../../../test/flows/seeded.ts';
import { readDeployment } from '../../runs/store.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const RUNNING: StateName[] = ['PENDING', 'PREPARING', 'BAKING'];
const OTHERS: StateName[] = ['AWAITING_APPROVAL', 'PAUSED', 'RESTORING', 'PROMOTED', 'ROLLED_BACK', 'FAILED'];

describe('pause_deployment', () => {
  it.each(RUNNING)('leaves its wish with a deployment that is %s', async (name) => {
    const { id: deploymentId } = await seeded(installation, { in: name });
    const { deployment } = await installation.developer.pause_deployment({
      deploymentId,
      reason: 'a look first',
    });
    expect(deployment).toMatchObject({ deploymentId, state: name });
    const { command, timeline } = await readDeployment(installation.context, deploymentId);
    expect(command).toEqual({
      kind: 'PAUSE',
      by: 'arn:aws:sts::000000000000:assumed-role/deployers/developer',
      at: new Date(installation.clock.now()).toISOString(),
    });
    expect(timeline.at(-1)?.words).toBe('Pause asked for: a look first');
  });

  it.each(OTHERS)('refuses a deployment that is %s', async (name) => {
    const { id: deploymentId } = await seeded(installation, { in: name });
    await expect(installation.developer.pause_deployment({ deploymentId })).rejects.toMatchObject({
      name: 'Conflict',
      message: `The deployment is ${name}: only a running one can be paused.`,
    });
  });

  it.each(['PAUSE', 'PROMOTE'] as const)('comes after the %s of somebody else', async (kind) => {
    const command = { kind, by: 'ada', at: 'now' };
    const { id: deploymentId } = await seeded(installation, {
      in: 'BAKING',
      command,
    });
    await expect(installation.developer.pause_deployment({ deploymentId })).rejects.toMatchObject({
      name: 'Conflict',
      message: `A ${kind} by ada came first.`,
    });
  });
});
