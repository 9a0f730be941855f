import { compileFunction } from 'node:vm';
import { App, Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BlueGreenService } from '../../lib/constructs/blue-green-service.ts';
import type { Template } from '../../sandbox/cloudformation/template.ts';
import { type PlainService, provisionPlainService } from '../../sandbox/samples/plain-service.ts';
import type { Traffic } from '../../sandbox/traffic/traffic.ts';
import { type Installation, install } from '../flows/installation.ts';
import { ENVIRONMENT } from '../flows/service.ts';
import { cloudFormation, pairTemplate, printedInput, surroundings, templateOf } from './users-stack.ts';

let installation: Installation;
let plain: PlainService;
let traffic: Traffic;

beforeAll(async () => {
  vi.stubEnv('CDK_VALIDATION', 'false');
  installation = await install();
  const { account, clock } = installation;
  plain = await provisionPlainService(account.users, { name: 'legacy' });
  await clock.advanceBy(60_000);
  traffic = account.users.call(plain.listenerArn, { requestsPerSecond: 200 });
  await clock.advanceBy(60_000);
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await installation.close();
});

/** The template of a stack whose constructor has the statements that were printed. */
function templateFrom(statements: string): Template {
  const stack = new Stack(new App(), 'Users');
  compileFunction(statements, ['BlueGreenService']).call(stack, BlueGreenService);
  return templateOf(stack);
}

describe('the CDK that is printed for an existing service', () => {
  it('makes a pair beside it, which takes its traffic over without a failed request and can be registered', async () => {
    const { account, clock, developer } = installation;
    const { onboarding } = await developer.register_service({
      environment: ENVIRONMENT,
      service: 'legacy',
      target: {
        type: 'ecs-pair',
        cluster: plain.cluster,
        production: plain.listenerArn,
        blue: { service: 'legacy' },
      },
      versionSource: { type: 'ecr', repository: plain.repository },
      dryRun: true,
    });
    const stacks = cloudFormation(installation);
    const outputs = await stacks.deploy('users', templateFrom(onboarding?.cdk ?? ''));
    await clock.advanceBy(60_000);
    const old = account.users.elbv2.group(plain.targetGroupArn);
    const before = old.requests;
    await clock.advanceBy(60_000);
    expect(old.requests).toBe(before);
    expect(traffic.log.counts()).toMatchObject({ failed: 0 });
    expect(traffic.log.counts().total).toBeGreaterThan(200 * 180);
    const { input } = await printedInput(outputs, 'Register');
    const registered = await developer.register_service(
      input as unknown as Parameters<Installation['developer']['register_service']>[0],
    );
    expect(registered).toMatchObject({ state: 'REGISTERED', service: { live: { side: 'blue' } } });
  });
});

describe('a pair whose first tasks never become healthy', () => {
  it('gets no traffic, and its stack takes back everything that it has made', async () => {
    const { account } = installation;
    const { props, task } = await surroundings(installation, 'shop');
    const stacks = cloudFormation(installation);
    const bad = pairTemplate({ ...props, task: task('never-healthy') });
    const before = account.users.elbv2.inventory.rules.size;
    await expect(stacks.deploy('shop', bad)).rejects.toThrow(
      '0 of 2 tasks of shop-blue became healthy within 13 minutes, so no traffic was led to it.',
    );
    expect(account.users.elbv2.inventory.rules.size).toBe(before);
    expect(account.users.ecs.services().some(({ name }) => name.startsWith('shop'))).toBe(false);
    expect(
      [...account.users.elbv2.inventory.targetGroups.values()].some(({ name }) => name.startsWith('shop')),
    ).toBe(false);
    await stacks.deploy('shop', pairTemplate(props));
    expect(account.users.ecs.service('shop', 'shop-blue').desiredCount).toBe(2);
  });
});
