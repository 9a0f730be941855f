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

const OTHERS = Object.keys(states(0)).filter((name) => name !== 'BAKING' && name !== 'PAUSED') as StateName[];
const promote = (deploymentId: string) =>
  installation.developer.promote_deployment({ deploymentId, reason: 'seen enough' });

describe('promote_deployment', () => {
  it('leaves its wish with a deployment that bakes, in place of a pause', async () => {
    const command = { kind: 'PAUSE', by: 'ada', at: 'now' } as const;
    const { id } = await seeded(installation, { in: 'BAKING', command });
    expect(await promote(id)).toMatchObject({ deployment: { deploymentId: id, state: 'BAKING' } });
    const record = await readDeployment(installation.context, id);
    expect(record.command).toMatchObject({ kind: 'PROMOTE', by: expect.stringContaining('developer') });
    expect(record.timeline.at(-1)?.words).toBe('Promotion asked for: seen enough');
  });

  it('ends a hold with users on the new version', async () => {
    const { id } = await seeded(installation, { in: 'PAUSED' });
    expect(await promote(id)).toMatchObject({ deployment: { deploymentId: id, state: 'BAKING', step: 0 } });
    const record = await readDeployment(installation.context, id);
    expect(record.command?.kind).toBe('PROMOTE');
  });

  it('refuses a hold before any health was proved', async () => {
    const now = installation.clock.now();
    const { PAUSED, PREPARING } = states(now);
    if (PAUSED.name !== 'PAUSED' || PREPARING.name !== 'PREPARING')
      throw new Error('These are other states.');
    const { id } = await seeded(installation, { state: { ...PAUSED, from: PREPARING } });
    await expect(promote(id)).rejects.toMatchObject({
      name: 'Conflict',
      message: 'The deployment is PAUSED: it can be promoted once its health is proved and traffic flows.',
    });
    expect((await readDeployment(installation.context, id)).command).toBeUndefined();
  });

  it.each(OTHERS)('refuses a deployment that is %s', async (name) => {
    const { id } = await seeded(installation, { in: name });
    await expect(promote(id)).rejects.toMatchObject({
      name: 'Conflict',
      message: `The deployment is ${name}: it can be promoted once its health is proved and traffic flows.`,
    });
  });
});
