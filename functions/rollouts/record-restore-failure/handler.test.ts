import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { seeded } from '../../../test/flows/seeded.ts';
import { runStep } from '../../../test/flows/step.ts';
import { readLease } from '../../runs/lease.ts';
import { readDeployment } from '../../runs/store.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const fail = (deploymentId: string, cause = 'Not now.') =>
  runStep(installation, 'record_restore_failure', { deploymentId, error: 'DependencyFailed', cause });
const words = 'The old version could not be restored: DependencyFailed: Not now.';

describe('record_restore_failure', () => {
  it('ends the deployment as FAILED, keeps the lease, and calls for a person', async () => {
    const { context, account } = installation;
    const { id, environment, service } = await seeded(installation, { in: 'RESTORING' });
    const reason = { code: 'RESTORE_FAILED', words };
    expect(await fail(id)).toEqual({ next: 'done', reason });
    expect((await readDeployment(context, id)).state).toMatchObject({ name: 'FAILED', reason });
    expect(await readLease(context, environment, service)).toMatchObject({ deploymentId: id });
    const told = account.recorder.calls.filter(({ command }) => command === 'PutEvents');
    expect(JSON.stringify(told.at(-1)?.input)).toMatch(new RegExp(`DeploymentFailed.*${id}`));
  });

  it('keeps no more than the beginning of a long cause', async () => {
    const { id } = await seeded(installation, { in: 'RESTORING' });
    const { reason } = await fail(id, 'x'.repeat(9_000));
    expect((reason as { words: string }).words).toHaveLength(words.length - 'Not now.'.length + 500);
  });

  it.each(['ROLLED_BACK', 'FAILED', 'PROMOTED'] as const)(
    'leaves a deployment alone that is %s',
    async (name) => {
      const { id, state } = await seeded(installation, { in: name });
      expect(await fail(id)).toEqual({ next: 'done' });
      expect((await readDeployment(installation.context, id)).state).toEqual(state);
    },
  );

  it('refuses a deployment that nobody restores', async () => {
    const { id } = await seeded(installation, { in: 'BAKING' });
    await expect(fail(id)).rejects.toMatchObject({ name: 'Conflict' });
  });
});
