import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { BlueGreenServiceProps } from '../../lib/constructs/blue-green-service.ts';
import type { CloudFormation } from '../../sandbox/cloudformation/cloudformation.ts';
import type { Traffic } from '../../sandbox/traffic/traffic.ts';
import { type Deployment, deploymentOf, SHORT_STEPS } from '../flows/deployment.ts';
import { type Installation, install } from '../flows/installation.ts';
import { ENVIRONMENT } from '../flows/service.ts';
import { cloudFormation, pairTemplate, printedInput, surroundings } from './users-stack.ts';

const WARM_UP_MS = 16 * 60_000;
const SIDES = ['blue', 'green'] as const;

let installation: Installation;
let stacks: CloudFormation;
let traffic: Traffic;
let base: BlueGreenServiceProps;
let task: (image: string, more?: object) => BlueGreenServiceProps['task'];

beforeAll(async () => {
  vi.stubEnv('CDK_VALIDATION', 'false');
  installation = await install();
  stacks = cloudFormation(installation);
  const around = await surroundings(installation, 'shop');
  base = around.props;
  task = around.task as typeof task;
  const outputs = await stacks.deploy('users', pairTemplate(base));
  traffic = installation.account.users.call(around.listenerArn, { requestsPerSecond: 20 });
  await installation.clock.advanceBy(WARM_UP_MS);
  const { operation, input } = await printedInput(outputs, 'Register');
  expect(operation).toBe('register-service');
  type Registration = Parameters<Installation['developer']['register_service']>[0];
  const registered = await installation.developer.register_service(input as unknown as Registration);
  expect(registered.state).toBe('REGISTERED');
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await installation.close();
});

/** What CloudFormation must leave alone: weights, and each side's tasks, revision and limits. */
function live() {
  const { elbv2, ecs, autoScaling } = installation.account.users;
  const rule = [...elbv2.inventory.rules.values()].find(({ priority }) => priority === 12);
  const groups = (rule?.actions ?? []).flatMap(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? []);
  const weights = SIDES.map(
    (side) => groups.find(({ TargetGroupArn }) => TargetGroupArn?.includes(`/shop-${side}/`))?.Weight,
  );
  const sides = SIDES.map((side) => {
    const { desiredCount, deployments } = ecs.service('shop', `shop-${side}`);
    const { minCapacity, maxCapacity, suspended } =
      autoScaling.targets.get(`service/shop/shop-${side}`) ?? {};
    const revision = deployments[0]?.taskDefinitionArn.split('/').at(-1);
    return { desiredCount, revision, minCapacity, maxCapacity, suspended, rollouts: deployments.length };
  });
  return { weights, sides };
}

async function redeploy(changes: Partial<BlueGreenServiceProps>): Promise<Record<string, string>> {
  base = { ...base, ...changes };
  return { ...(await stacks.deploy('users', pairTemplate(base))) };
}

async function deployTemplate(outputs: Record<string, string>): Promise<Deployment> {
  const { operation, input } = await printedInput(outputs, 'Deploy');
  expect(operation).toBe('deploy-application');
  const { version } = input as { readonly version: string };
  const { deployment } = await installation.developer.deploy_application({
    environment: ENVIRONMENT,
    service: 'shop',
    version,
    steps: SHORT_STEPS,
  });
  const service = { installation, name: 'shop', traffic } as Parameters<typeof deploymentOf>[0];
  return deploymentOf(service, deployment?.deploymentId ?? '');
}

const BLUE = { weights: [100, 0], sides: [{ desiredCount: 2, revision: 'shop:1' }, { desiredCount: 0 }] };

describe("a user's stack with a BlueGreenService, deployed again", () => {
  it('before a deployment: a new template is a version to deploy and changes nothing that runs', async () => {
    expect(live()).toMatchObject(BLUE);
    const before = live();
    const outputs = await redeploy({ task: task('v2') });
    await installation.clock.advanceBy(60_000);
    expect(live()).toEqual(before);
    expect((await printedInput(outputs, 'Deploy')).input).toMatchObject({ version: 'shop:2' });
  });

  it('in mid-canary and after promotion: weights, counts and revisions stay, and the run goes on', async () => {
    const deployment = await deployTemplate(await redeploy({ task: task('v2') }));
    await deployment.reach('BAKING');
    const canary = live();
    expect(canary).toMatchObject({
      weights: [50, 50],
      sides: [{ revision: 'shop:1' }, { revision: 'shop:2' }],
    });

    await redeploy({
      task: task('v2', { memoryMiB: 1024 }),
      graceSeconds: 45,
      priority: 10,
      paths: ['/*', '/x'],
    });
    expect(live()).toEqual(canary);
    for (const side of SIDES)
      expect(
        installation.account.users.ecs.service('shop', `shop-${side}`).healthCheckGracePeriodSeconds,
      ).toBe(45);

    const held = redeploy({ capacity: { min: 3, max: 9 }, task: task('v3') });
    await expect(held).rejects.toThrow(
      'The capacity of shop cannot be changed while a deployment moves its traffic',
    );
    base = { ...base, capacity: { min: 2, max: 6 }, task: task('v2', { memoryMiB: 1024 }) };
    expect(live()).toEqual(canary);
    const network = { subnets: ['subnet-a', 'subnet-b'], securityGroups: ['sg-a'] };
    await expect(redeploy({ network })).rejects.toThrow('The network of shop');
    base = { ...base, network: { subnets: ['subnet-a'], securityGroups: ['sg-a'] } };
    expect(live()).toEqual(canary);

    const ended = await deployment.end();
    expect(ended.state.name).toBe('PROMOTED');
    const promoted = live();
    expect(promoted).toMatchObject({
      weights: [0, 100],
      sides: [{}, { desiredCount: 2, revision: 'shop:2' }],
    });
    await redeploy({
      capacity: { min: 2, max: 8 },
      graceSeconds: 60,
      task: task('v2', { cpu: 512, memoryMiB: 1024 }),
    });
    const [blue, green] = promoted.sides;
    expect(live()).toEqual({ ...promoted, sides: [blue, { ...green, maxCapacity: 8 }] });
    await installation.clock.advanceBy(2 * 3_600_000);
    expect(live()).toMatchObject({ weights: [0, 100], sides: [{ desiredCount: 0 }, { revision: 'shop:2' }] });
    expect(traffic.log.counts()).toMatchObject({ failed: 0 });
  });

  it('with what only a new pair can have is refused and rolled back', async () => {
    const before = live();
    await expect(redeploy({ prefix: 'other' })).rejects.toThrow('The name of a pair cannot be changed');
    base = { ...base, prefix: 'shop' };
    expect(live()).toEqual(before);
    expect(installation.account.users.ecs.services().map(({ name }) => name)).toEqual([
      'shop-blue',
      'shop-green',
    ]);
  });

  it('in vain beside a service that somebody else has made leaves that alone', async () => {
    const { listenerArn, ...other } = base.listener;
    const rival = pairTemplate({ ...base, listener: { listenerArn, ...other }, priority: 30 });
    await expect(stacks.deploy('rival', rival)).rejects.toThrow(/same name|has not made/);
    expect(live().weights).toEqual([0, 100]);
  });

  it('moves its rules, widens its network at rest, and takes all of it away at the end', async () => {
    await redeploy({
      priority: 20,
      network: { subnets: ['subnet-a', 'subnet-b'], securityGroups: ['sg-a'] },
    });
    const { users, iam } = installation.account;
    const rules = [...users.elbv2.inventory.rules.values()];
    expect(rules.map(({ priority }) => priority).sort()).toEqual([20, 21, 22]);
    await redeploy({ capacity: undefined } as unknown as Partial<BlueGreenServiceProps>);
    expect(users.autoScaling.targets.size).toBe(0);
    await traffic.stop();
    await stacks.delete('users');
    expect(users.ecs.services()).toEqual([]);
    expect(users.elbv2.inventory.rules.size).toBe(0);
    expect([...users.elbv2.inventory.targetGroups.values()].map(({ name }) => name)).toEqual([]);
    const role = 'arn:aws:iam::000000000000:role/operate-run-pair-shop-eu-west-1';
    const unused = iam.unusedActions(role).map(({ action }) => action);
    expect(unused.filter((action) => !action.startsWith('logs:'))).toEqual(['iam:CreateServiceLinkedRole']);
  });
});
