import type { Resource } from '../inventory/resource.ts';
import { databaseHourly, instanceHourly } from './prices/instances.ts';
import { HOURS_A_MONTH } from './prices/list-prices.ts';
import { NETWORK_HOURLY } from './prices/network.ts';
import { type Architecture, DYNAMODB, LAMBDA, taskMonthly } from './prices/serverless.ts';
import { DATABASE_GIB_MONTH, LOG_GIB_MONTH, SNAPSHOT_GIB_MONTH, volumeMonthly } from './prices/storage.ts';
import { list, member, number, record, text } from './properties.ts';

const GIB = 2 ** 30;
type Price = (resource: Resource) => number | undefined;

const PRICES: Readonly<Record<string, Price>> = {
  'AWS::EC2::Instance': (one) =>
    member(one, 'State', 'Name') === 'running' ? months(instanceHourly(text(one, 'InstanceType'))) : 0,
  'AWS::EC2::Volume': (one) =>
    volumeMonthly({
      type: text(one, 'VolumeType'),
      gib: number(one, 'Size'),
      iops: number(one, 'Iops'),
      mibPerSecond: number(one, 'Throughput'),
    }),
  // The size of its volume, which is the most that it can hold.
  'AWS::EC2::Snapshot': (one) => number(one, 'VolumeSize') * SNAPSHOT_GIB_MONTH,
  'AWS::EC2::EIP': () => months(NETWORK_HOURLY.publicAddress),
  'AWS::EC2::NatGateway': () => months(NETWORK_HOURLY.natGateway),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': () => months(NETWORK_HOURLY.loadBalancer),
  'AWS::Logs::LogGroup': (one) => (number(one, 'storedBytes') / GIB) * LOG_GIB_MONTH,
  'AWS::RDS::DBInstance': database,
  'AWS::DynamoDB::Table': table,
  'AWS::Lambda::Alias': provisioned,
  'AWS::ECS::Service': service,
};

/**
 * Dollars a month of a resource as it stands, by list prices and without what it is used for (requests, traffic).
 * Undefined where the table of prices does not have it.
 */
export function monthlyCost(resource: Resource): number | undefined {
  return PRICES[resource.type]?.(resource);
}

function months(hourly: number | undefined): number | undefined {
  return hourly === undefined ? undefined : hourly * HOURS_A_MONTH;
}

function database(one: Resource): number | undefined {
  const hourly = databaseHourly(text(one, 'DBInstanceClass'));
  if (hourly === undefined) return undefined;
  const storage = number(one, 'AllocatedStorage') * DATABASE_GIB_MONTH;
  return (hourly * HOURS_A_MONTH + storage) * (one.properties['MultiAZ'] === true ? 2 : 1);
}

/** Tables on demand are paid by use, besides what they store. */
function table(one: Resource): number {
  const stored = (number(one, 'TableSizeBytes') / GIB) * DYNAMODB.gbMonth;
  if (member(one, 'BillingModeSummary', 'BillingMode') === 'PAY_PER_REQUEST') return stored;
  const { ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = record(one.properties['ProvisionedThroughput']);
  const hourly =
    Number(ReadCapacityUnits) * DYNAMODB.readUnitHour + Number(WriteCapacityUnits) * DYNAMODB.writeUnitHour;
  return stored + hourly * HOURS_A_MONTH;
}

function provisioned(one: Resource): number {
  const gb = number(one, 'MemorySize') / 1024;
  const { provisionedGbSecond } = LAMBDA[architectureOf(list(one, 'Architectures')[0])];
  const units = number(one, 'RequestedProvisionedConcurrentExecutions');
  return units * gb * provisionedGbSecond * HOURS_A_MONTH * 3600;
}

function service(one: Resource): number | undefined {
  const task = fargateTask(one);
  return task && taskMonthly(task, task.architecture, HOURS_A_MONTH) * number(one, 'desiredCount');
}

/** What a Fargate task of a service has; undefined for services that run on instances. */
export function fargateTask(
  one: Resource,
): { cpu: number; gib: number; architecture: Architecture } | undefined {
  const definition = record(one.properties['TaskDefinition']);
  const [cpu, gib] = [Number(definition['cpu']), Number(definition['memory']) / 1024];
  if (text(one, 'launchType') !== 'FARGATE' || !(cpu > 0) || !(gib > 0)) return undefined;
  const platform = record(definition['runtimePlatform'])['cpuArchitecture'];
  return { cpu, gib, architecture: platform === 'ARM64' ? 'arm64' : 'x86_64' };
}

export function architectureOf(name: unknown): Architecture {
  return name === 'arm64' ? 'arm64' : 'x86_64';
}
