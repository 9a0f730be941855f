import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { ECRClient } from '@aws-sdk/client-ecr';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { provisionPricing } from '../../../sandbox/lambda/samples/provision-pricing.ts';
import { STOREFRONT_VERSIONS } from '../../../sandbox/samples/catalogue.ts';
import { provisionPlainService } from '../../../sandbox/samples/plain-service.ts';
import {
  provisionStorefront,
  type Storefront,
  type StorefrontOptions,
} from '../../../sandbox/samples/storefront.ts';
import { readChain } from '../../audit/store.ts';
import { takeLease } from '../../runs/lease.ts';
import { documentClient } from '../../table.ts';
import { readService, saveService } from '../store.ts';
import { type UsersAccount, usersAccount } from '../users.fixture.ts';
import { definition } from './definition.ts';
import type { Input } from './gather.ts';
import { handler } from './handler.ts';

const open: UsersAccount[] = [];
afterEach(async () => {
  for (const account of open.splice(0)) await account.close();
});

async function account(): Promise<UsersAccount> {
  const made = await usersAccount();
  open.push(made);
  return made;
}

const DEFAULTS = {
  environment: 'production',
  criteria: {},
  gates: [],
  approvalRequired: false,
  rollbackWindowSeconds: 3600,
  alarms: [],
  dryRun: false,
};

function pair(
  { name, cluster, listenerArn, ruleArn, repository }: Storefront,
  changes: Partial<Input> = {},
): Input {
  return {
    ...DEFAULTS,
    service: name,
    target: { type: 'ecs-pair', cluster, production: ruleArn ?? listenerArn },
    versionSource: { type: 'ecr', repository },
    ...changes,
  };
}

async function storefront(options: StorefrontOptions = {}) {
  const made = await account();
  const store = await provisionStorefront(made.users, { name: 'shop', ...options });
  await made.clock.advanceBy(120_000);
  return { ...made, store, calls: made.contextOf(definition) };
}

/** Lets the live side run the definition it has with an image by its tag. */
async function runTag(users: UsersAccount['users'], tag: string): Promise<void> {
  const { containerDefinitions = [], family } = users.ecs.definitions.find('shop:1') ?? { family: 'shop' };
  const image = `${users.ecr.repositoryUri('shop')}:${tag}`;
  const { taskDefinitionArn } = users.ecs.registerTaskDefinition({
    family,
    containerDefinitions: containerDefinitions.map((container) => ({ ...container, image })),
  });
  users.ecs.updateService('shop', 'shop-blue', { taskDefinition: taskDefinitionArn });
}

const failed = ({ findings }: Awaited<ReturnType<typeof handler>>) =>
  findings.filter(({ ok }) => !ok).map(({ check }) => check);

describe('register_service with an ECS pair', () => {
  it('registers a sound pair as it really is', async () => {
    const { store, calls, users } = await storefront();
    const answer = await handler(pair(store), calls);
    expect(failed(answer)).toEqual([]);
    expect(answer.state).toBe('REGISTERED');
    expect(definition.output.parse(answer)).toEqual(answer);
    const { head, ...record } = await readService(calls, 'production', 'shop');
    expect(answer.service).toEqual(record);
    const rules = [...users.elbv2.inventory.rules.keys()];
    const digest = users.ecr.resolve(`${users.ecr.repositoryUri('shop')}:v1`)?.digest;
    expect(record).toMatchObject({
      target: {
        cluster: 'shop',
        container: expect.any(String),
        sides: {
          blue: { service: 'shop-blue', targetGroup: store.sides.blue.targetGroupArn },
          green: { service: 'shop-green', targetGroup: store.sides.green.targetGroupArn },
        },
        production: { kind: 'listener', arn: store.listenerArn },
        test: {
          rules: { blue: rules[0], green: rules[1] },
          headers: { green: { 'x-operate-test': 'green' } },
        },
        productionUrl: expect.stringMatching(/^http:\/\/.*\/$/),
      },
      live: {
        side: 'blue',
        deploymentId: 'registered',
        pinned: {
          label: 'v1',
          image: `${users.ecr.repositoryUri('shop')}@${digest}`,
          taskDefinition: store.taskDefinitionArn,
        },
      },
      kept: [],
    });
    expect(head.sequence).toBe(1);
  });

  it('finds production in a rule, and green live where green has the weight', async () => {
    const { store, calls, users } = await storefront({ production: 'rule', testPath: 'header-rules' });
    const groups = [store.sides.blue, store.sides.green].map(({ targetGroupArn }, index) => ({
      TargetGroupArn: targetGroupArn,
      Weight: index * 7,
    }));
    users.elbv2.modifyRule(
      store.ruleArn,
      [{ Type: 'forward', ForwardConfig: { TargetGroups: groups } }],
      undefined,
    );
    users.ecs.updateService('shop', 'shop-green', { desiredCount: 1 });
    await calls.clock.sleep(120_000);
    const { service } = await handler(pair(store), calls);
    expect(service?.live?.side).toBe('green');
    expect(service?.target).toMatchObject({ production: { kind: 'rule', arn: store.ruleArn } });
  });

  it('pins what the tasks run where the task definition names a tag, which may have moved', async () => {
    const { store, calls, users } = await storefront();
    await runTag(users, 'v2');
    await calls.clock.sleep(300_000);
    const digest = users.ecr.resolve(`${users.ecr.repositoryUri('shop')}:v2`)?.digest;
    users.ecr.pushImage('shop', 'v2', { ...STOREFRONT_VERSIONS.v1, errorShare: 0.5 });
    const { service } = await handler(pair(store), calls);
    expect(service?.live?.pinned).toMatchObject({
      label: 'shop:2',
      image: `${users.ecr.repositoryUri('shop')}@${digest}`,
    });
  });

  it('writes nothing in a dry run', async () => {
    const { store, calls, ...made } = await storefront();
    expect(await handler(pair(store, { dryRun: true }), calls)).toMatchObject({ state: 'READY' });
    const chain = await readChain(made.context(), 'service/production/shop');
    expect(chain).toEqual({ records: [], head: undefined, misfiled: [] });
  });

  it('refuses with every finding what is not ready', async () => {
    const { store, calls, scope, users } = await storefront();
    scope.tags.set(store.sides.green.serviceArn, {});
    users.ecs.updateService('shop', 'shop-blue', {
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    });
    const input = pair(store, { alarms: ['shop-5xx'], versionSource: { type: 'ecr', repository: 'none' } });
    await expect(handler(input, calls)).rejects.toMatchObject({
      name: 'Refused',
      detail: {
        violations: [
          { field: 'circuit-breaker', allowed: expect.stringContaining('rollback off') },
          { field: 'tags', problem: expect.stringContaining('shop-green') },
          { field: 'version-source' },
          { field: 'alarms', problem: expect.stringContaining('shop-5xx') },
        ],
      },
    });
  });

  it('knows a cluster and a listener that do not exist', async () => {
    const { store, calls } = await storefront();
    const target = { type: 'ecs-pair' as const, cluster: 'none', production: store.listenerArn };
    await expect(handler(pair(store, { target }), calls)).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [{ field: 'target.cluster' }] },
    });
    const elsewhere = { ...target, cluster: 'shop', production: `${store.listenerArn.slice(0, -1)}z` };
    const answer = await handler(pair(store, { target: elsewhere, dryRun: true }), calls);
    expect(failed(answer)).toContain('load-balancer');
  });

  it('changes the configuration again and keeps what deployments wrote', async () => {
    const { store, calls, clients } = await storefront();
    await clients(CloudWatchClient).send(
      new PutMetricAlarmCommand({
        AlarmName: 'shop-5xx',
        Namespace: 'AWS/ApplicationELB',
        MetricName: 'HTTPCode_Target_5XX_Count',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 5,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );
    await handler(pair(store), calls);
    const before = await readService(calls, 'production', 'shop');
    const kept = before.live ? [before.live] : [];
    await saveService(calls, before, { ...before, kept }, { words: 'Promoted.' });
    const changed = { alarms: ['shop-5xx'], criteria: { errorRate: '<2%' } };
    const { service } = await handler(pair(store, changed), calls);
    expect(service).toMatchObject({ ...changed, kept, live: before.live, registeredAt: before.registeredAt });
  });

  it('waits for a deployment that is under way', async () => {
    const { store, calls, ...made } = await storefront();
    await handler(pair(store), calls);
    const expiresAt = made.clock.now() + 60_000;
    const lease = { environment: 'production', service: 'shop', deploymentId: 'dep-1', expiresAt };
    const any = made.context();
    await documentClient(any).send(new TransactWriteCommand({ TransactItems: [takeLease(any, lease)] }));
    await expect(handler(pair(store), calls)).rejects.toMatchObject({
      name: 'Conflict',
      detail: { conflictsWith: 'dep-1' },
    });
  });

  it('answers a conflict to a deployment that begins between its reading and its writing', async () => {
    const { store, calls, ...made } = await storefront();
    await handler(pair(store), calls);
    const any = made.context();
    const lease = { environment: 'production', service: 'shop', deploymentId: 'dep-1' };
    const begins = async () => {
      const taken = takeLease(any, { ...lease, expiresAt: made.clock.now() + 60_000 });
      await documentClient(any).send(new TransactWriteCommand({ TransactItems: [taken] }));
    };
    calls.clients(ECRClient).middlewareStack.add((next) => async (args) => {
      await begins();
      return next(args);
    });
    await expect(handler(pair(store), calls)).rejects.toMatchObject({
      name: 'Conflict',
      detail: { conflictsWith: 'dep-1' },
    });
  });

  it('is not ready behind an internal balancer', async () => {
    const { store, calls, users } = await storefront();
    const balancer = users.elbv2.inventory.loadBalancer(store.loadBalancerArn);
    users.elbv2.inventory.loadBalancers.set(balancer.arn, { ...balancer, scheme: 'internal' });
    const answer = await handler(pair(store, { dryRun: true }), calls);
    expect(failed(answer)).toEqual(['balancer-scheme']);
    expect(answer.state).toBe('NOT_READY');
  });

  it('is not ready with roles that a deployment could not pass on', async () => {
    const { store, calls } = await storefront();
    const environment = { ...calls.environment, taskRoles: ['arn:aws:iam::000000000000:role/*-execution'] };
    const answer = await handler(pair(store, { dryRun: true }), { ...calls, environment });
    expect(answer.findings.filter(({ ok }) => !ok)).toMatchObject([
      { check: 'task-roles', words: expect.stringContaining('role/shop-task, which') },
    ]);
  });

  it('shows what an existing service lacks, and the commands that add it', async () => {
    const made = await account();
    const plain = await provisionPlainService(made.users, { name: 'legacy' });
    await made.clock.advanceBy(120_000);
    const answer = await handler(
      {
        ...DEFAULTS,
        service: 'legacy',
        target: {
          type: 'ecs-pair',
          cluster: plain.cluster,
          production: plain.listenerArn,
          blue: { service: 'legacy' },
        },
        versionSource: { type: 'ecr', repository: plain.repository },
        dryRun: true,
      },
      made.contextOf(definition),
    );
    expect(answer.state).toBe('NOT_READY');
    expect(failed(answer)).toEqual([
      'target-groups',
      'production-action',
      'test-path',
      'ecs-services',
      'circuit-breaker',
      'autoscaling',
      'tags',
    ]);
    const { cdk, cli } = answer.onboarding ?? { cdk: '', cli: [] };
    expect(cdk).toContain("new BlueGreenService(this, 'Legacy', {");
    expect(cdk).toContain(`revision: '${plain.taskDefinitionArn}'`);
    expect(cdk).toContain('capacity: { min: 2, max: 4 }');
    expect(cli[0]).toMatch(/^NEW_TARGET_GROUP=.*--name legacy-green /);
    expect(cli[2]).toContain(`"TargetGroupArn":"${plain.targetGroupArn}","Weight":100`);
    expect(cli).toContainEqual(
      expect.stringContaining('create-service --cluster legacy --service-name legacy-green'),
    );
    expect(cli.filter((command) => command.includes('add-tags')).length).toBe(2);
    expect(cli).toContainEqual(
      expect.stringMatching(
        /put-scaling-policy .*service\/legacy\/legacy-green --policy-name legacy-green-ECSServiceAverageCPUUtilization/,
      ),
    );
  });
});

describe('register_service with a Lambda alias', () => {
  const custom = {
    type: 'custom' as const,
    namespace: 'Pricing',
    metric: 'ServerErrors',
    dimensions: { version: '{version}' },
  };

  it('registers an alias, and uses every permission that is declared', async () => {
    const { store, calls, unused, scope, lambda, users } = await storefront();
    const { functionName, alias } = provisionPricing(scope, lambda);
    const target = { type: 'lambda-alias' as const, functionName, alias, errorMetric: custom };
    const input = {
      ...DEFAULTS,
      service: 'pricing',
      target,
      versionSource: { type: 'lambda-version' as const },
    };
    const answer = await handler(input, calls);
    expect(answer.service).toMatchObject({
      target: { functionName, alias, probe: {}, errorMetric: custom },
      live: { pinned: { kind: 'lambda-version', version: '1' } },
    });
    await runTag(users, 'v2');
    await handler(pair(store, { alarms: ['x'], dryRun: true }), calls);
    expect(unused(definition)).toEqual([]);
  });

  it('says what is missing of a function that is not there or not declared', async () => {
    const { calls, scope, lambda } = await storefront();
    const { functionName } = provisionPricing(scope, lambda);
    const dry = (name: string, alias: string) => {
      const target = { type: 'lambda-alias' as const, functionName: name, alias };
      const versionSource = { type: 'lambda-version' as const };
      return handler({ ...DEFAULTS, service: 'pricing', target, versionSource, dryRun: true }, calls);
    };
    expect(failed(await dry(functionName, 'live'))).toEqual(['error-metric']);
    expect(failed(await dry(functionName, 'next'))).toEqual(['alias', 'published-version', 'error-metric']);
    expect(failed(await dry('none', 'live'))).toEqual([
      'alias',
      'published-version',
      'error-metric',
      'version-source',
    ]);
  });
});
