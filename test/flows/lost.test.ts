import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readLease } from '../../functions/runs/lease.ts';
import { until } from '../../sandbox/clock/until.ts';
import { deploy, deploymentOf, executionOf } from './deployment.ts';
import { type Installation, install } from './installation.ts';
import { expectEnded, expectOneVersion } from './invariants.ts';
import { ENVIRONMENT } from './service.ts';
import { type StorefrontService, storefront } from './storefront.ts';

let installation: Installation;
let shop: StorefrontService;
beforeAll(async () => {
  installation = await install();
  shop = await storefront(installation, { name: 'shop' });
});
afterEach(() => installation.account.faults.clear());
afterAll(() => installation.close());

const kill = (id: string, restore?: number) =>
  installation.account.stepFunctions.kill(executionOf(installation, id, restore));
const loseEnd = (machine: 'deployment' | 'restore') =>
  installation.account.eventBridge.deliveries.lose(({ rule }) => rule.name === `operate-${machine}-ended`);
const runs = (arn: string) => () =>
  installation.account.recorder.calls.some(
    ({ command, input, outcome }) =>
      command === 'StartExecution' &&
      outcome === 'ok' &&
      arn.endsWith(`:${(input as { name?: string }).name}`),
  );
const started = (id: string, restore: number) =>
  until(installation.clock, `restore ${restore} runs`, runs(executionOf(installation, id, restore)), {
    within: 7_200_000,
  });

describe('an execution that never starts', () => {
  it('is ended by the deadman, and the service is free again', async () => {
    const { account } = installation;
    const faulty = account.faults.add({
      match: { command: 'StartExecution', principal: '*deploy-application' },
      effect: 'error-before',
      error: { name: 'InternalServerException', statusCode: 500 },
    });
    const refused = await deploy(shop, 'v2').catch((error: unknown) => error);
    faulty();
    expect(refused).toMatchObject({
      name: 'DependencyFailed',
      message: expect.stringMatching(/^Deployment dep-\w+ is recorded, but could not be started/),
    });
    const { detail } = refused as { detail: { conflictsWith: string } };
    const deployment = deploymentOf(shop, detail.conflictsWith);
    expect((await deployment.read()).state.name).toBe('PENDING');
    await expect(deploy(shop, 'v2')).rejects.toMatchObject({ detail: { conflictsWith: deployment.id } });
    await installation.clock.advanceBy(310_000);
    await expectEnded(deployment, 'FAILED', 'NEVER_STARTED');
    expect((await deployment.read()).undo).toBeUndefined();
  });

  it('but whose start was reported as failed runs as if nothing had happened', async () => {
    installation.account.faults.add({
      match: { command: 'StartExecution', principal: '*deploy-application' },
      effect: 'error-after',
      error: { name: 'InternalServerException', statusCode: 500 },
      times: 1,
    });
    const deployment = await deploy(shop, 'failing');
    await expectEnded(deployment, 'ROLLED_BACK', 'JUDGED_WORSE');
  });
});

describe('an execution that dies', () => {
  it('in mid-shift converges to the old version', async () => {
    const { account, clock } = installation;
    account.faults.add({
      match: { command: 'ModifyListener', principal: '*drive-ecs-pair' },
      effect: 'latency',
      milliseconds: 4_000,
      times: 1,
    });
    const before = account.faults.applied.length;
    const deployment = await deploy(shop, 'v2');
    await until(clock, 'the shift is under way', () => account.faults.applied.length > before, {
      within: 600_000,
    });
    await kill(deployment.id);
    await expectEnded(deployment, 'ROLLED_BACK', 'EXECUTION_ENDED');
  });

  it('while it waits for a person converges too', async () => {
    const deployment = await deploy(shop, 'failing', { rollbackOnFailure: false });
    await deployment.reach('PAUSED');
    await kill(deployment.id);
    await expectEnded(deployment, 'ROLLED_BACK', 'EXECUTION_ENDED');
  });

  it('and of which nobody hears is ended at its deadline', async () => {
    onTestFinished(loseEnd('deployment'));
    const deployment = await deploy(shop, 'v2');
    const { deadline } = await deployment.reach('BAKING');
    await kill(deployment.id);
    await installation.clock.advanceBy(Date.parse(deadline) - installation.clock.now() - 60_000);
    expect((await deployment.read()).state.name).toBe('BAKING');
    await expectEnded(deployment, 'ROLLED_BACK', 'DEADLINE_PASSED');
  });
});

describe('a restore that dies', () => {
  it('is followed by another one', async () => {
    const deployment = await deploy(shop, 'v2');
    await deployment.reach('BAKING');
    await installation.developer.abort_deployment({ deploymentId: deployment.id });
    await kill(deployment.id, 1);
    await started(deployment.id, 2);
    await kill(deployment.id, 2);
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });

  it('and of which nobody hears is followed by another one at the deadline', async () => {
    const deployment = await deploy(shop, 'v2');
    await deployment.reach('BAKING');
    await installation.developer.abort_deployment({ deploymentId: deployment.id });
    onTestFinished(loseEnd('restore'));
    await kill(deployment.id, 1);
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
  });

  it('is begun anew by a second abort, when the first got no further than its record', async () => {
    const { account, developer } = installation;
    const deployment = await deploy(shop, 'v2');
    await deployment.reach('BAKING');
    const faulty = account.faults.add({
      match: { client: 'SFNClient', principal: '*abort-deployment' },
      effect: 'error-before',
      error: { name: 'InternalServerException', statusCode: 500 },
    });
    await expect(developer.abort_deployment({ deploymentId: deployment.id })).rejects.toMatchObject({
      name: 'DependencyFailed',
    });
    faulty();
    const at = installation.clock.now();
    await expect(developer.abort_deployment({ deploymentId: deployment.id })).rejects.toMatchObject({
      name: 'Conflict',
    });
    await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
    expect(installation.clock.now() - at).toBeLessThan(10 * 60_000);
  });

  it('five times calls for a person and keeps the lease', async () => {
    const { account, clock, context, developer } = installation;
    const service = await storefront(installation, { name: 'unlucky' });
    const deployment = await deploy(service, 'v2');
    await deployment.reach('BAKING');
    await developer.abort_deployment({ deploymentId: deployment.id });
    for (let attempt = 1; attempt <= 5; attempt++) {
      await started(deployment.id, attempt);
      await kill(deployment.id, attempt);
    }
    const from = clock.now();
    const { state } = await deployment.reach('FAILED');
    expect(state).toMatchObject({
      reason: { code: 'RESTORE_FAILED', words: 'The restore died 5 times; a person has to look.' },
    });
    await clock.advanceBy(5_000);
    expect(await readLease(context, ENVIRONMENT, service.name)).toMatchObject({
      deploymentId: deployment.id,
    });
    const told = account.recorder.calls.filter(
      ({ command, at }) => command === 'PutEvents' && at >= from - 10_000,
    );
    expect(JSON.stringify(told.map(({ input }) => input))).toContain('DeploymentFailed');
    await expect(developer.rollback_deployment({ deploymentId: deployment.id })).rejects.toMatchObject({
      name: 'Conflict',
      message: expect.stringContaining('could not be restored'),
    });
    await service.traffic.stop();
  });

  it('because AWS refuses it is recorded with what AWS said', async () => {
    const { account, developer } = installation;
    const service = await storefront(installation, { name: 'refused' });
    const deployment = await deploy(service, 'v2');
    await deployment.reach('BAKING');
    const faulty = account.faults.add({
      match: { command: 'ModifyListener', principal: '*drive-ecs-pair' },
      effect: 'error-before',
      error: { name: 'OperationNotPermittedException', message: 'Not now.' },
    });
    await developer.abort_deployment({ deploymentId: deployment.id });
    const { state } = await deployment.reach('FAILED');
    expect(state).toMatchObject({
      reason: {
        code: 'RESTORE_FAILED',
        words: expect.stringContaining('The old version could not be restored:'),
      },
    });
    faulty();
    await service.traffic.stop();
  });
});

describe('events that come twice or late', () => {
  it('change nothing', async () => {
    const { account, clock, context } = installation;
    onTestFinished(account.eventBridge.deliveries.duplicate(() => true));
    onTestFinished(
      account.eventBridge.deliveries.delay(({ rule }) => rule.name.endsWith('-ended'), 20 * 60_000),
    );
    const deployment = await deploy(shop, 'failing');
    await expectEnded(deployment, 'ROLLED_BACK', 'JUDGED_WORSE');
    const before = await deployment.read();
    const next = await deploy(shop, 'v2');
    await next.reach('BAKING');
    await clock.advanceBy(60_000);
    await installation.developer.pause_deployment({ deploymentId: next.id });
    await next.reach('PAUSED');
    await clock.advanceBy(30 * 60_000);
    expect(await deployment.read()).toEqual(before);
    expect((await next.read()).state.name).toBe('PAUSED');
    expect(await readLease(context, ENVIRONMENT, shop.name)).toMatchObject({ deploymentId: next.id });
    await installation.developer.abort_deployment({ deploymentId: next.id });
    await expectEnded(next, 'ABORTED', 'ABORTED_BY_PERSON');
  });

  it('nor does an execution that is started again under the same name', async () => {
    const deployment = await deploy(shop, 'failing');
    await expectEnded(deployment, 'ROLLED_BACK', 'JUDGED_WORSE');
    const { context } = installation;
    const again = new StartExecutionCommand({
      stateMachineArn: context.environment.deploymentMachine,
      name: `${deployment.id}-again`,
      input: JSON.stringify({ deploymentId: deployment.id, target: 'ecs-pair' }),
    });
    const before = await deployment.read();
    await context.clients(SFNClient).send(again);
    await installation.clock.advanceBy(120_000);
    expect(await deployment.read()).toEqual(before);
    await expectOneVersion(shop);
  });
});
