import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Account } from '../../sandbox/account/account.ts';
import { VirtualClock } from '../../sandbox/clock/virtual-clock.ts';
import { ENVIRONMENT } from '../audit/context.fixture.ts';
import { tables } from './dynamodb/tables.ts';
import { addresses } from './ec2/addresses.ts';
import { images } from './ec2/images.ts';
import { instances } from './ec2/instances.ts';
import { natGateways } from './ec2/nat-gateways.ts';
import { snapshots } from './ec2/snapshots.ts';
import { volumes } from './ec2/volumes.ts';
import { ecsServices } from './ecs/services.ts';
import { loadBalancers } from './elbv2/load-balancers.ts';
import { lambdaFunctions } from './lambda/functions.ts';
import { provisionedConcurrency } from './lambda/provisioned-concurrency.ts';
import { CallBudgetSpent, type Lister } from './lister.ts';
import { logGroups } from './logs/log-groups.ts';
import { databaseInstances } from './rds/database-instances.ts';

const LISTERS: readonly Lister[] = [
  addresses,
  databaseInstances,
  ecsServices,
  images,
  instances,
  lambdaFunctions,
  loadBalancers,
  logGroups,
  natGateways,
  provisionedConcurrency,
  snapshots,
  tables,
  volumes,
];
const ROLE = 'arn:aws:iam::000000000000:role/lister';
const HERE = 'eu-west-1:000000000000';

let account: Account;
beforeEach(() => {
  account = new Account({ plane: 'model', clock: new VirtualClock(), seed: 3 });
});
afterEach(() => account.close());

/** All pages of a lister, by a role that holds what the lister declares and nothing else. */
async function all(lister: Lister, calls = Number.POSITIVE_INFINITY) {
  account.iam.setStatements(ROLE, [{ actions: lister.actions, resources: ['*'] }]);
  const clients = account.dispatcher.clientsFor({ arn: ROLE });
  const context = { clients, clock: account.scope.clock, environment: ENVIRONMENT };
  let left = calls;
  const spend = () => {
    left -= 1;
    if (left < 0) throw new CallBudgetSpent();
  };
  const pages = [await lister.list(context, spend)];
  for (let next = pages[0]?.next; next !== undefined; next = pages.at(-1)?.next)
    pages.push(await lister.list(context, spend, next));
  return { resources: pages.flatMap(({ resources }) => resources), pages: pages.length };
}

describe('a lister', () => {
  it.each(LISTERS.map((lister) => [lister.type, lister] as const))(
    'of %s finds nothing in an account without any, with what it declares',
    async (_type, lister) => {
      expect((await all(lister)).resources).toEqual([]);
    },
  );

  it('answers what the describe call does, with its tags apart and its dates as text', async () => {
    account.estate.put('AWS::EC2::Volume', 'vol-1', {
      VolumeId: 'vol-1',
      Size: 100,
      VolumeType: 'gp2',
      CreateTime: new Date(0),
      Tags: [{ Key: 'team', Value: 'shop' }],
    });
    expect((await all(volumes)).resources).toEqual([
      {
        type: 'AWS::EC2::Volume',
        id: 'vol-1',
        arn: `arn:aws:ec2:${HERE}:volume/vol-1`,
        region: 'eu-west-1',
        tags: { team: 'shop' },
        properties: {
          VolumeId: 'vol-1',
          Size: 100,
          VolumeType: 'gp2',
          CreateTime: '1970-01-01T00:00:00.000Z',
        },
      },
    ]);
  });

  it('goes on where a page ended, and stops where no call is left', async () => {
    for (let index = 0; index < 1201; index++)
      account.estate.put('AWS::EC2::Snapshot', `snap-${index}`, { SnapshotId: `snap-${index}` });
    const { resources, pages } = await all(snapshots);
    expect([new Set(resources.map(({ id }) => id)).size, pages]).toEqual([1201, 2]);
    await expect(all(snapshots, 1)).rejects.toThrow(CallBudgetSpent);
  });

  it('finds what runs in the account beside what only is there', async () => {
    account.users.ecs.createCluster('main');
    const cluster = `arn:aws:ecs:${HERE}:cluster/batch`;
    const definition = `arn:aws:ecs:${HERE}:task-definition/job:1`;
    const service = `arn:aws:ecs:${HERE}:service/batch/job`;
    account.estate.put('AWS::ECS::Cluster', cluster, { clusterArn: cluster });
    account.estate.put('AWS::ECS::TaskDefinition', definition, { cpu: '256', memory: '512' });
    account.estate.put('AWS::ECS::Service', service, { serviceArn: service, taskDefinition: definition });
    expect((await all(ecsServices)).resources).toMatchObject([
      { id: 'batch/job', arn: service, properties: { TaskDefinition: { cpu: '256', memory: '512' } } },
    ]);
    account.estate.put('AWS::Logs::LogGroup', '/b', { logGroupName: '/b', storedBytes: 9 });
    account.scope.log('/a', 'stream', 'a line');
    expect((await all(logGroups)).resources.map(({ id }) => id)).toEqual(['/a', '/b']);
    account.estate.put('AWS::DynamoDB::Table', 'orders', { TableName: 'orders' });
    const keys = { partitionKey: 'pk', sortKey: 'sk', indexes: [] };
    await account.dynamodb.createTable({ name: 'operate', ...keys });
    expect((await all(tables)).resources.map(({ id }) => id)).toEqual(['operate', 'orders']);
  });

  it('keeps no values of variables', async () => {
    account.lambda.createFunction({
      name: 'shop',
      roleArn: ROLE,
      handler: async () => ({}),
      environment: { KEY: 'secret' },
    });
    const alias = `arn:aws:lambda:${HERE}:function:shop:live`;
    account.estate.put('AWS::Lambda::Alias', 'shop:live', { FunctionArn: alias });
    expect(JSON.stringify((await all(lambdaFunctions)).resources)).not.toContain('secret');
    expect((await all(provisionedConcurrency)).resources).toMatchObject([
      { id: 'shop:live', arn: alias, properties: { FunctionName: 'shop', MemorySize: 128 } },
    ]);
  });
});
