import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeAddressesCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeNatGatewaysCommand,
  DescribeSnapshotsCommand,
  DescribeVolumesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { ECSClient, ListClustersCommand, ListServicesCommand } from '@aws-sdk/client-ecs';
import {
  LambdaClient,
  ListFunctionsCommand,
  ListProvisionedConcurrencyConfigsCommand,
} from '@aws-sdk/client-lambda';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { type Answer, type Call, json } from './call.ts';

const EC2 = 'http://ec2.amazonaws.com/doc/2016-11-15/';
const RDS = 'http://rds.amazonaws.com/doc/2014-10-31/';
const TIME = '2026-01-01T00:00:00.000Z';
const AT = new Date(TIME);
const xml = (body: string, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});
const ec2 = (action: string, result: string) =>
  xml(`<${action}Response xmlns="${EC2}"><requestId>r</requestId>${result}</${action}Response>`);
const TAGS = '<tagSet><item><key>team</key><value>shop</value></item></tagSet>';

/** Lists of resources, in every protocol that AWS has. */
export const listingCalls: Readonly<Record<string, Call>> = {
  'ec2 instances': {
    send: (clients) => clients(EC2Client).send(new DescribeInstancesCommand({ MaxResults: 500 })),
    answers: [
      ec2(
        'DescribeInstances',
        `<reservationSet><item><reservationId>r-1</reservationId><instancesSet><item><instanceId>i-1</instanceId><instanceState><code>16</code><name>running</name></instanceState><instanceType>m5.large</instanceType><launchTime>${TIME}</launchTime>${TAGS}</item></instancesSet></item></reservationSet><nextToken>more</nextToken>`,
      ),
    ],
    expected: {
      Reservations: [
        {
          Instances: [
            {
              InstanceId: 'i-1',
              State: { Name: 'running' },
              LaunchTime: AT,
              Tags: [{ Key: 'team', Value: 'shop' }],
            },
          ],
        },
      ],
      NextToken: 'more',
    },
  },
  'ec2 instances, refused': {
    send: (clients) => clients(EC2Client).send(new DescribeInstancesCommand({})),
    answers: [
      xml(
        '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>Not you.</Message></Error></Errors><RequestID>r</RequestID></Response>',
        403,
      ),
    ],
    expected: { name: 'UnauthorizedOperation', message: 'Not you.' },
  },
  'ec2 volumes': {
    send: (clients) =>
      clients(EC2Client).send(new DescribeVolumesCommand({ MaxResults: 500, NextToken: 'more' })),
    answers: [
      ec2(
        'DescribeVolumes',
        `<volumeSet><item><volumeId>vol-1</volumeId><size>8</size><status>available</status><createTime>${TIME}</createTime><volumeType>gp2</volumeType><attachmentSet/></item></volumeSet>`,
      ),
    ],
    expected: { Volumes: [{ VolumeId: 'vol-1', Size: 8, State: 'available', CreateTime: AT }] },
  },
  'ec2 snapshots': {
    send: (clients) =>
      clients(EC2Client).send(new DescribeSnapshotsCommand({ MaxResults: 1000, OwnerIds: ['self'] })),
    answers: [
      ec2(
        'DescribeSnapshots',
        `<snapshotSet><item><snapshotId>snap-1</snapshotId><volumeSize>8</volumeSize><startTime>${TIME}</startTime></item></snapshotSet>`,
      ),
    ],
    expected: { Snapshots: [{ SnapshotId: 'snap-1', VolumeSize: 8, StartTime: AT }] },
  },
  'ec2 images': {
    send: (clients) =>
      clients(EC2Client).send(new DescribeImagesCommand({ MaxResults: 1000, Owners: ['self'] })),
    answers: [
      ec2(
        'DescribeImages',
        '<imagesSet><item><imageId>ami-1</imageId><blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><snapshotId>snap-1</snapshotId></ebs></item></blockDeviceMapping></item></imagesSet>',
      ),
    ],
    expected: { Images: [{ ImageId: 'ami-1', BlockDeviceMappings: [{ Ebs: { SnapshotId: 'snap-1' } }] }] },
  },
  'ec2 addresses': {
    send: (clients) => clients(EC2Client).send(new DescribeAddressesCommand({})),
    answers: [
      ec2(
        'DescribeAddresses',
        '<addressesSet><item><publicIp>198.51.100.1</publicIp><allocationId>eipalloc-1</allocationId></item></addressesSet>',
      ),
    ],
    expected: { Addresses: [{ AllocationId: 'eipalloc-1' }] },
  },
  'ec2 nat gateways': {
    send: (clients) => clients(EC2Client).send(new DescribeNatGatewaysCommand({ MaxResults: 500 })),
    answers: [
      ec2(
        'DescribeNatGateways',
        '<natGatewaySet><item><natGatewayId>nat-1</natGatewayId><state>available</state></item></natGatewaySet>',
      ),
    ],
    expected: { NatGateways: [{ NatGatewayId: 'nat-1', State: 'available' }] },
  },
  'rds instances': {
    send: (clients) => clients(RDSClient).send(new DescribeDBInstancesCommand({ MaxRecords: 100 })),
    answers: [
      xml(
        `<DescribeDBInstancesResponse xmlns="${RDS}"><DescribeDBInstancesResult><DBInstances><DBInstance><DBInstanceIdentifier>orders</DBInstanceIdentifier><MultiAZ>true</MultiAZ><TagList><Tag><Key>env</Key><Value>test</Value></Tag></TagList></DBInstance></DBInstances><Marker>more</Marker></DescribeDBInstancesResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></DescribeDBInstancesResponse>`,
      ),
    ],
    expected: {
      DBInstances: [
        { DBInstanceIdentifier: 'orders', MultiAZ: true, TagList: [{ Key: 'env', Value: 'test' }] },
      ],
      Marker: 'more',
    },
  },
  'log groups': {
    send: (clients) => clients(CloudWatchLogsClient).send(new DescribeLogGroupsCommand({ limit: 50 })),
    answers: [json({ logGroups: [{ logGroupName: '/a', storedBytes: 9 }], nextToken: 'more' })],
    expected: { logGroups: [{ logGroupName: '/a', storedBytes: 9 }], nextToken: 'more' },
  },
  'lambda functions': {
    send: (clients) => clients(LambdaClient).send(new ListFunctionsCommand({ MaxItems: 50, Marker: 'm' })),
    answers: [json({ Functions: [{ FunctionName: 'shop', Architectures: ['arm64'] }], NextMarker: 'n' })],
    expected: { Functions: [{ FunctionName: 'shop', Architectures: ['arm64'] }], NextMarker: 'n' },
  },
  'lambda provisioned concurrency': {
    send: (clients) =>
      clients(LambdaClient).send(new ListProvisionedConcurrencyConfigsCommand({ FunctionName: 'shop' })),
    answers: [
      json({
        ProvisionedConcurrencyConfigs: [{ FunctionArn: 'a', RequestedProvisionedConcurrentExecutions: 5 }],
      }),
    ],
    expected: {
      ProvisionedConcurrencyConfigs: [{ FunctionArn: 'a', RequestedProvisionedConcurrentExecutions: 5 }],
    },
  },
  'dynamodb tables': {
    send: (clients) => clients(DynamoDBClient).send(new ListTablesCommand({ Limit: 25 })),
    answers: [json({ TableNames: ['orders'], LastEvaluatedTableName: 'orders' })],
    expected: { TableNames: ['orders'], LastEvaluatedTableName: 'orders' },
  },
  'dynamodb table': {
    send: (clients) => clients(DynamoDBClient).send(new DescribeTableCommand({ TableName: 'orders' })),
    answers: [json({ Table: { TableName: 'orders', CreationDateTime: AT.getTime() / 1000 } })],
    expected: { Table: { TableName: 'orders', CreationDateTime: AT } },
  },
  'ecs clusters': {
    send: (clients) => clients(ECSClient).send(new ListClustersCommand({})),
    answers: [json({ clusterArns: ['c'] })],
    expected: { clusterArns: ['c'] },
  },
  'ecs services of a cluster': {
    send: (clients) => clients(ECSClient).send(new ListServicesCommand({ cluster: 'c', maxResults: 10 })),
    answers: [json({ serviceArns: ['s'], nextToken: 'more' })],
    expected: { serviceArns: ['s'], nextToken: 'more' },
  },
};
