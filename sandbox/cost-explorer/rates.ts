import { databaseHourly, instanceHourly } from '../../core/costs/prices/instances.ts';
import { HOURS_A_MONTH } from '../../core/costs/prices/list-prices.ts';
import { NETWORK_HOURLY } from '../../core/costs/prices/network.ts';
import { DYNAMODB, FARGATE, LAMBDA } from '../../core/costs/prices/serverless.ts';
import {
  DATABASE_GIB_MONTH,
  LOG_GIB_MONTH,
  SNAPSHOT_GIB_MONTH,
  volumeMonthly,
} from '../../core/costs/prices/storage.ts';

/** What one resource is charged for one day. */
export interface DailyCharge {
  readonly service: string;
  readonly usageType: string;
  readonly amount: number;
}

type Properties = Readonly<Record<string, unknown>>;
type Rate = (properties: Properties) => readonly DailyCharge[];

const GIB = 2 ** 30;
const HOURS = 24;
const DAYS_A_MONTH = HOURS_A_MONTH / HOURS;
const EC2_OTHER = 'EC2 - Other';

const charge = (service: string, usageType: string, amount: number): DailyCharge => ({
  service,
  usageType,
  amount,
});
const monthly = (service: string, usageType: string, amount = 0) => [
  charge(service, usageType, amount / DAYS_A_MONTH),
];
const hourly = (service: string, usageType: string, amount = 0) => [
  charge(service, usageType, amount * HOURS),
];
const inside = (properties: Properties, name: string): Properties => (properties[name] ?? {}) as Properties;

/** What AWS charges by type of resource, whatever goes through it; requests and traffic are charged by whoever seeds them. */
export const RATES: Readonly<Record<string, Rate>> = {
  'AWS::EC2::Instance': (one) =>
    inside(one, 'State')['Name'] === 'running'
      ? hourly(
          'Amazon Elastic Compute Cloud - Compute',
          `BoxUsage:${one['InstanceType']}`,
          instanceHourly(String(one['InstanceType'])),
        )
      : [],
  'AWS::EC2::Volume': (one) =>
    monthly(
      EC2_OTHER,
      `EBS:VolumeUsage.${one['VolumeType']}`,
      volumeMonthly({
        type: String(one['VolumeType']),
        gib: Number(one['Size']),
        iops: Number(one['Iops'] ?? 0),
        mibPerSecond: Number(one['Throughput'] ?? 0),
      }),
    ),
  'AWS::EC2::Snapshot': (one) =>
    monthly(EC2_OTHER, 'EBS:SnapshotUsage', Number(one['VolumeSize']) * SNAPSHOT_GIB_MONTH),
  'AWS::EC2::EIP': (one) =>
    hourly(
      'Amazon Virtual Private Cloud',
      one['AssociationId'] ? 'PublicIPv4:InUseAddress' : 'PublicIPv4:IdleAddress',
      NETWORK_HOURLY.publicAddress,
    ),
  'AWS::EC2::NatGateway': () => hourly(EC2_OTHER, 'NatGateway-Hours', NETWORK_HOURLY.natGateway),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': () =>
    hourly('Amazon Elastic Load Balancing', 'LoadBalancerUsage', NETWORK_HOURLY.loadBalancer),
  'AWS::Logs::LogGroup': (one) =>
    monthly('AmazonCloudWatch', 'TimedStorage-ByteHrs', (Number(one['storedBytes']) / GIB) * LOG_GIB_MONTH),
  'AWS::RDS::DBInstance': database,
  'AWS::DynamoDB::Table': table,
  'AWS::Lambda::Alias': (one) => {
    const gb = Number(one['MemorySize'] ?? 1024) / 1024;
    const units = Number(one['RequestedProvisionedConcurrentExecutions']);
    const amount = units * gb * LAMBDA.x86_64.provisionedGbSecond * 3600;
    return hourly('AWS Lambda', 'Lambda-Provisioned-Concurrency', amount);
  },
};

function database(one: Properties): readonly DailyCharge[] {
  const zones = one['MultiAZ'] === true ? 2 : 1;
  const service = 'Amazon Relational Database Service';
  const name = String(one['DBInstanceClass']);
  return [
    ...hourly(service, `InstanceUsage:${name}`, (databaseHourly(name) ?? 0) * zones),
    ...monthly(service, 'RDS:GP3-Storage', Number(one['AllocatedStorage']) * DATABASE_GIB_MONTH * zones),
  ];
}

function table(one: Properties): readonly DailyCharge[] {
  const service = 'Amazon DynamoDB';
  const stored = monthly(
    service,
    'TimedStorage-ByteHrs',
    (Number(one['TableSizeBytes'] ?? 0) / GIB) * DYNAMODB.gbMonth,
  );
  if (inside(one, 'BillingModeSummary')['BillingMode'] === 'PAY_PER_REQUEST') return stored;
  const { ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = inside(one, 'ProvisionedThroughput');
  return [
    ...stored,
    ...hourly(service, 'ReadCapacityUnit-Hrs', Number(ReadCapacityUnits) * DYNAMODB.readUnitHour),
    ...hourly(service, 'WriteCapacityUnit-Hrs', Number(WriteCapacityUnits) * DYNAMODB.writeUnitHour),
  ];
}

/** What the tasks of a Fargate service are charged a day. */
export function fargateCharges(
  { cpu, memory, arm }: { readonly cpu: number; readonly memory: number; readonly arm: boolean },
  tasks: number,
): readonly DailyCharge[] {
  const price = FARGATE[arm ? 'arm64' : 'x86_64'];
  const service = 'Amazon Elastic Container Service';
  return [
    ...hourly(service, 'Fargate-vCPU-Hours:perCPU', (cpu / 1024) * price.cpu * tasks),
    ...hourly(service, 'Fargate-GB-Hours', (memory / 1024) * price.gib * tasks),
  ];
}
