import {
  ClientException,
  ClusterNotFoundException,
  InvalidParameterException,
  ServiceNotFoundException,
} from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { recordingScope } from '../data-plane/recording-scope.ts';
import { UsersSide } from '../data-plane/users-side.ts';
import type { STOREFRONT_VERSIONS } from '../samples/catalogue.ts';
import { registerVersion } from '../samples/definition.ts';
import { provisionPlainService } from '../samples/plain-service.ts';
import { describedService } from './describe-service.ts';

const MINUTE = 60_000;
const call = { principal: { arn: 'arn:aws:iam::000000000000:role/test' }, command: '', requestId: '' };

async function service(deploymentConfiguration: object = {}) {
  const clock = new VirtualClock();
  const scope = recordingScope(clock);
  const users = new UsersSide(scope, { plane: 'model', maxPropagationSeconds: 0 });
  const shop = await provisionPlainService(users, { name: 'shop' });
  await clock.advanceBy(MINUTE);
  const record = users.ecs.updateService('shop', 'shop', { deploymentConfiguration });
  const definition = (version: keyof typeof STOREFRONT_VERSIONS) =>
    registerVersion(users, {
      family: 'shop',
      repository: 'shop',
      version,
      tags: {},
      containerHealthCheck: false,
    });
  const update = (version: keyof typeof STOREFRONT_VERSIONS) => {
    const taskDefinition = definition(version);
    users.ecs.updateService('shop', 'shop', { taskDefinition });
    return taskDefinition;
  };
  const deploymentEvents = () =>
    scope.events
      .filter(({ detailType }) => detailType === 'ECS Deployment State Change')
      .map(({ detail }) => detail.eventName);
  return { clock, scope, users, shop, record, definition, update, deploymentEvents };
}

const breaker = (rollback: boolean) => ({ deploymentCircuitBreaker: { enable: true, rollback } });

describe('a service', () => {
  it('starts its tasks, and is steady when their targets are healthy', async () => {
    const { record, deploymentEvents, users } = await service();
    const described = describedService(record);
    expect(described).toMatchObject({ desiredCount: 2, runningCount: 2, pendingCount: 0 });
    expect(described.deployments).toMatchObject([
      { status: 'PRIMARY', rolloutState: 'COMPLETED', failedTasks: 0 },
    ]);
    expect(described.events?.[0]?.message).toBe('(service shop) has reached a steady state.');
    expect(deploymentEvents()).toEqual(['SERVICE_DEPLOYMENT_IN_PROGRESS', 'SERVICE_DEPLOYMENT_COMPLETED']);
    await users.close();
  });

  it('replaces its tasks without ever having fewer healthy ones than desired', async () => {
    const { clock, users, shop, record, update } = await service();
    const traffic = users.call(shop.listenerArn, { requestsPerSecond: 50 });
    const arn = update('v2');
    const healthy: number[] = [];
    for (let second = 0; second < 90; second += 1) {
      await clock.advanceBy(1_000);
      healthy.push(users.elbv2.group(shop.targetGroupArn).count('healthy'));
    }
    expect(Math.min(...healthy)).toBe(2);
    expect(describedService(record)).toMatchObject({ taskDefinition: arn, runningCount: 2 });
    expect(record.deployments).toHaveLength(1);
    const { failed, byVersion } = traffic.log.counts();
    expect([failed, Object.keys(byVersion)]).toEqual([0, ['v1', 'v2']]);
    await users.close();
  });

  it('follows a new definition while another deployment still runs', async () => {
    const { clock, users, record, update } = await service();
    update('never-healthy');
    await clock.advanceBy(5_000);
    const arn = update('v3');
    await clock.advanceBy(1_000);
    const states = describedService(record).deployments?.map(({ status, rolloutState }) => [
      status,
      rolloutState,
    ]);
    expect(states?.[0]).toEqual(['PRIMARY', 'IN_PROGRESS']);
    expect(states?.length).toBeGreaterThan(1);
    await clock.advanceBy(2 * MINUTE);
    expect(describedService(record).deployments).toMatchObject([
      { taskDefinition: arn, rolloutState: 'COMPLETED' },
    ]);
    await users.close();
  });

  it('goes down to no task and comes back', async () => {
    const { clock, users, record } = await service();
    users.autoScaling.register({
      ServiceNamespace: 'ecs',
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId: 'service/shop/shop',
      MinCapacity: 0,
    });
    users.ecs.updateService('shop', 'shop', { desiredCount: 0 });
    await clock.advanceBy(MINUTE);
    expect(describedService(record)).toMatchObject({ runningCount: 0, desiredCount: 0 });
    users.ecs.updateService('shop', 'shop', { desiredCount: 3 });
    await clock.advanceBy(MINUTE);
    expect(describedService(record).runningCount).toBe(3);
    await users.close();
  });

  it('replaces a task that crashes, and takes it out of the target group', async () => {
    const { clock, users, record, shop } = await service();
    const id = record.tasks[0]?.id ?? '';
    users.ecs.crashTask('shop', 'shop', id);
    await clock.advanceBy(2_000);
    const crashed = record.tasks.find((task) => task.id === id);
    expect(crashed).toMatchObject({ lastStatus: 'STOPPED', stop: { code: 'EssentialContainerExited' } });
    await clock.advanceBy(MINUTE);
    expect(describedService(record).runningCount).toBe(2);
    expect(users.elbv2.group(shop.targetGroupArn).targets.size).toBe(2);
    expect(record.deployments[0]?.failedTasks).toBe(0);
    await users.close();
  });
});

describe('a deployment that cannot succeed', () => {
  it('fails with the breaker on and its rollback off, and leaves the old tasks alone', async () => {
    const { clock, users, record, update, deploymentEvents } = await service(breaker(false));
    const bad = update('crash-looping');
    await clock.advanceBy(5 * MINUTE);
    expect(describedService(record).deployments).toMatchObject([
      { taskDefinition: bad, status: 'PRIMARY', rolloutState: 'FAILED', runningCount: 0 },
      { status: 'ACTIVE', rolloutState: 'COMPLETED', runningCount: 2 },
    ]);
    expect(describedService(record).deployments?.[0]?.failedTasks).toBeGreaterThanOrEqual(3);
    expect(deploymentEvents().at(-1)).toBe('SERVICE_DEPLOYMENT_FAILED');
    const started = record.tasks.length;
    await clock.advanceBy(10 * MINUTE);
    expect(record.tasks.length).toBe(started);
    await users.close();
  });

  it('silently restores the old definition with the rollback on', async () => {
    const { clock, users, record, shop, update, deploymentEvents } = await service(breaker(true));
    update('never-healthy');
    await clock.advanceBy(10 * MINUTE);
    expect(describedService(record)).toMatchObject({
      taskDefinition: shop.taskDefinitionArn,
      runningCount: 2,
      deployments: [{ rolloutState: 'COMPLETED' }],
    });
    expect(deploymentEvents().slice(-3)).toEqual([
      'SERVICE_DEPLOYMENT_FAILED',
      'SERVICE_DEPLOYMENT_IN_PROGRESS',
      'SERVICE_DEPLOYMENT_COMPLETED',
    ]);
    await users.close();
  });

  it('goes on for ever with growing pauses without the breaker', async () => {
    const { clock, users, record, update } = await service();
    update('crash-looping');
    await clock.advanceBy(10 * MINUTE);
    const early = record.deployments[0]?.failedTasks ?? 0;
    await clock.advanceBy(10 * MINUTE);
    const later = (record.deployments[0]?.failedTasks ?? 0) - early;
    expect(early).toBeGreaterThan(5);
    expect(later).toBeLessThan(early);
    expect(record.deployments[0]?.rolloutState).toBe('IN_PROGRESS');
    await users.close();
  });

  it('says which image it cannot pull', async () => {
    const { clock, users, record, definition } = await service(breaker(false));
    const taskDefinition = definition('v2');
    for (const image of users.ecr.commands.DescribeImages.run({ repositoryName: 'shop' }).imageDetails ??
      []) {
      if (image.imageTags?.includes('v2')) users.ecr.deleteImage('shop', image.imageDigest ?? '');
    }
    users.ecs.updateService('shop', 'shop', { taskDefinition });
    await clock.advanceBy(5 * MINUTE);
    const stopped = record.tasks.find((task) => task.definition.taskDefinitionArn === taskDefinition);
    expect(stopped).toMatchObject({ lastStatus: 'STOPPED', stop: { code: 'TaskFailedToStart' } });
    expect(stopped?.stop?.text).toMatch(/^CannotPullContainerError: .*shop@sha256:.*not found$/);
    expect(record.deployments[0]?.rolloutState).toBe('FAILED');
    await users.close();
  });
});

describe('the commands of ECS', () => {
  it('answer AWS’s own errors', async () => {
    const { users } = await service();
    const { commands } = users.ecs;
    expect(() => commands.DescribeServices.run({ cluster: 'nobody', services: ['shop'] })).toThrow(
      ClusterNotFoundException,
    );
    expect(() => commands.UpdateService.run({ cluster: 'shop', service: 'nobody' })).toThrow(
      ServiceNotFoundException,
    );
    const unknown = { cluster: 'shop', service: 'shop', taskDefinition: 'shop:99' };
    expect(() => commands.UpdateService.run(unknown)).toThrow(ClientException);
    expect(() => commands.DescribeTaskDefinition.run({ taskDefinition: 'shop:99' })).toThrow(ClientException);
    expect(() => commands.DescribeTasks.run({ cluster: 'shop', tasks: [] })).toThrow(
      InvalidParameterException,
    );
    expect(() => commands.UpdateService.run({ ...unknown, enableExecuteCommand: true })).toThrow(
      'The sandbox does not implement UpdateService with enableExecuteCommand',
    );
    const missing = commands.DescribeServices.run({ cluster: 'shop', services: ['nobody'] });
    expect(missing.failures).toMatchObject([{ reason: 'MISSING' }]);
    await users.close();
  });

  it('register a copy of a definition with another image, and tell the permissions for it', async () => {
    const { users, shop } = await service();
    const { commands } = users.ecs;
    const { taskDefinition } = commands.DescribeTaskDefinition.run({
      taskDefinition: shop.taskDefinitionArn,
    });
    const { family, containerDefinitions, taskRoleArn, executionRoleArn, cpu, memory } = taskDefinition ?? {};
    const copy = { family, containerDefinitions, taskRoleArn, executionRoleArn, cpu, memory };
    const tags = [{ key: 'operate:service', value: 'shop' }];
    const actions = commands.RegisterTaskDefinition.needs({ ...copy, tags }).map(({ action }) => action);
    expect(actions).toEqual([
      'ecs:RegisterTaskDefinition',
      'iam:PassRole',
      'iam:PassRole',
      'ecs:TagResource',
    ]);
    const answer = commands.RegisterTaskDefinition.run({ ...copy, tags }, call);
    expect(answer).toMatchObject({ taskDefinition: { revision: 2, containerDefinitions }, tags });
    await users.close();
  });

  it('list running tasks by service, whose addresses are those of the targets', async () => {
    const { users, shop } = await service();
    const { commands } = users.ecs;
    const { taskArns = [] } = commands.ListTasks.run({ cluster: 'shop', serviceName: 'shop' });
    const { tasks = [] } = commands.DescribeTasks.run({ cluster: 'shop', tasks: taskArns });
    const addresses = tasks.map((task) => task.attachments?.[0]?.details?.[0]?.value);
    expect(new Set(addresses)).toEqual(new Set(users.elbv2.group(shop.targetGroupArn).targets.keys()));
    expect(tasks[0]).toMatchObject({ lastStatus: 'RUNNING', healthStatus: 'UNKNOWN', group: 'service:shop' });
    expect(commands.ListTasks.run({ cluster: 'shop', desiredStatus: 'STOPPED' }).taskArns).toEqual([]);
    await users.close();
  });
});
