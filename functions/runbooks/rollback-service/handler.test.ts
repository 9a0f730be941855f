import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploy } from '../../../test/flows/deployment.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { expectEnded } from '../../../test/flows/invariants.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import type { Service } from '../../../test/flows/service.ts';
import { ENVIRONMENT } from '../../../test/flows/service.ts';
import { listDeployments, readDeployment } from '../../runs/store.ts';
import { planOf, runOf } from '../step/runs.fixture.ts';

let installation: Installation;
let prices: Service;
beforeAll(async () => {
  installation = await install();
  prices = await pricing(installation, { name: 'prices' });
}, 60_000);
afterAll(() => installation.close());

const BACK = { name: 'back', tool: 'rollback_service', params: { withinMinutes: 60 } } as const;
const ALL = { strategy: 'blue-green', monitoring: { duration: 60 } } as const;
const deployments = async () =>
  (await listDeployments(installation.context, { environment: ENVIRONMENT, service: 'prices' }, 20))
    .deployments;
const promoted = async (version: string) => {
  const deployment = await deploy(prices, version, ALL);
  await expectEnded(deployment, 'PROMOTED');
  return deployment.id;
};

describe('rollback_service', () => {
  it('has nothing to go back to before the first deployment', async () => {
    await expect(planOf(installation, 'prices', BACK)).rejects.toMatchObject({
      name: 'Refused',
      message: 'prices was never deployed: there is no version to go back to.',
    });
  });

  it('rolls the last deployment back by the road that people take, once', async () => {
    const last = await promoted('2');
    const planned = await planOf(installation, 'prices', BACK);
    expect(planned).toMatchObject({
      words: 'Rolls the service back from 2 to 1, the version before.',
      seen: { deployment: last, from: '2', to: '1' },
    });
    const before = (await deployments()).length;
    const run = await runOf(installation, 'prices', [BACK]);
    const crash = installation.account.faults.add({
      match: { client: 'SFNClient', command: 'StartExecution', principal: '*rollback-service' },
      effect: 'error-after',
      error: { name: 'InternalFailure', statusCode: 400 },
      times: 1,
    });
    await expect(run.do('back')).rejects.toMatchObject({ name: 'DependencyFailed' });
    crash();
    expect(await run.through('back')).toEqual({ next: 'next' });
    expect((await deployments()).length).toBe(before + 1);
    expect(prices.shares()).toEqual({ '1': 100 });
    expect(await run.stepState('back')).toMatchObject({
      name: 'VERIFIED',
      evidence: expect.stringMatching(/^The rollback dep-\w+ is promoted: 1 serves\.$/),
    });
    expect(await run.undo('back')).toMatchObject({ state: 'UNDONE' });
    expect(prices.shares()).toEqual({ '2': 100 });
  });

  it('does not roll a rollback back', async () => {
    await expect(planOf(installation, 'prices', BACK)).rejects.toMatchObject({
      name: 'Refused',
      message: expect.stringContaining('was a rollback itself'),
    });
  });

  it('ends a rollback that is on its way when it is undone', async () => {
    await promoted('1');
    const run = await runOf(installation, 'prices', [BACK]);
    const { result } = await run.do('back');
    await installation.clock.advanceBy(10_000);
    expect(await run.undo('back')).toMatchObject({ state: 'UNDONE' });
    const { deployment = '' } = result as { deployment?: string };
    expect((await readDeployment(installation.context, deployment)).state.name).toBe('ROLLED_BACK');
    expect(prices.shares()).toEqual({ '1': 100 });
  });

  it('refuses while a deployment is under way, and when the last one is too long ago', async () => {
    const running = await deploy(prices, '2', ALL);
    await expect(planOf(installation, 'prices', BACK)).rejects.toMatchObject({
      name: 'Refused',
      message: `The deployment ${running.id} of prices is under way.`,
    });
    await expectEnded(running, 'PROMOTED');
    await installation.clock.advanceBy(2 * 3_600_000);
    await expect(planOf(installation, 'prices', BACK)).rejects.toMatchObject({
      name: 'Refused',
      message: expect.stringContaining('more than 60 minutes ago'),
    });
  });
});
