import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { deadmanOf } from '../../../test/flows/seeded.ts';
import { readLease } from '../../runs/lease.ts';
import { readDeployment } from '../../runs/store.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const wish = { environment: 'production', version: '2' };

describe('deploy_application', () => {
  it('needs to know the service when none is registered', async () => {
    await expect(installation.developer.deploy_application(wish)).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('writes everything down before it answers, and records what it was asked', async () => {
    const { clock, context, developer } = installation;
    const { name } = await pricing(installation, { name: 'prices' });
    const criteria = { errorRate: '<2%', responseTime: '<300ms' };
    const { deployment, plan } = await developer.deploy_application({
      ...wish,
      strategy: 'blue-green',
      trafficSplit: 20,
      rollbackThreshold: 7,
      rollbackOnFailure: false,
      onInsufficient: 'rollback',
      healthCheckTimeout: 120,
      monitoring: { duration: 90, successCriteria: criteria },
      approval: true,
    });
    const id = deployment?.deploymentId ?? '';
    expect(deployment).toMatchObject({
      service: name,
      kind: 'deploy',
      version: '2',
      pinned: '2',
      previousVersion: '1',
      strategy: 'blue-green',
      state: 'PENDING',
      looks: 0,
      planHash: plan.planHash,
    });
    const record = await readDeployment(context, id);
    expect(record).toMatchObject({
      criteria: { errorRate: 0.02, responseTimeMs: 300, rollbackThreshold: 0.07 },
      rollbackOnFailure: false,
      onInsufficient: 'rollback',
      healthCheckTimeoutSeconds: 120,
      approval: { required: true, timeoutSeconds: 86_400 },
      alarms: { watched: [], firingAtStart: [] },
      requestedBy: 'arn:aws:sts::000000000000:assumed-role/deployers/developer',
    });
    expect(record.steps.map(({ weight, bakeSeconds }) => [weight, bakeSeconds])).toEqual([
      [20, 90],
      [100, 90],
    ]);
    const seconds = 2 * 900 + 120 + 900;
    expect(Date.parse(record.deadline)).toBe(Date.parse(record.createdAt) + seconds * 1000);
    expect(await readLease(context, 'production', name)).toMatchObject({ deploymentId: id });
    expect(await deadmanOf(installation, id)).toMatch(/^at\(2026-/);
    await clock.advanceBy(10_000);
    expect((await readDeployment(context, id)).state.name).toBe('AWAITING_APPROVAL');
  });

  it('names the one that is under way', async () => {
    const { developer } = installation;
    const { deployments } = await developer.list_deployments({
      environment: 'production',
      service: 'prices',
    });
    await expect(developer.deploy_application(wish)).rejects.toMatchObject({
      name: 'Conflict',
      detail: { conflictsWith: deployments[0]?.deploymentId },
    });
  });

  it('needs to know which of several services is meant', async () => {
    await pricing(installation, { name: 'offers' });
    await expect(installation.developer.deploy_application(wish)).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [{ field: 'service', allowed: 'one of offers, prices' }] },
    });
  });

  it.each(['viewer', 'operator', 'approver', 'stranger'])('is not for %s', async (profile) => {
    await expect(installation.as(profile).deploy_application(wish)).rejects.toMatchObject({
      name: 'Forbidden',
    });
  });

  it('asks no path of a function whose probe is no HTTP event', async () => {
    const { developer } = installation;
    const { name: service } = await pricing(installation, { name: 'nightly' });
    const asked = { ...wish, service, healthCheck: '/health', dryRun: true };
    expect((await developer.deploy_application(asked)).plan.notes).toEqual([
      'The probes of health ask /health.',
    ]);
    await developer.register_service({
      environment: wish.environment,
      service,
      target: {
        type: 'lambda-alias',
        functionName: service,
        alias: 'live',
        errorMetric: { type: 'lambda-errors' },
        probe: { job: 1 },
      },
      versionSource: { type: 'lambda-version' },
    });
    await expect(developer.deploy_application(asked)).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [{ field: 'healthCheck' }] },
    });
  });
});
