import { CreateTableCommand, DynamoDBClient, UpdateContinuousBackupsCommand } from '@aws-sdk/client-dynamodb';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateKeyCommand, EnableKeyRotationCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, PutPublicAccessBlockCommand, S3Client } from '@aws-sdk/client-s3';
import { standingOf } from '../../../core/security/judge.ts';
import { RULES } from '../../../core/security/rules.ts';
import type { Clients } from '../../../functions/clients.ts';
import { systemClock } from '../../../functions/clock.ts';
import { tablesAndBackups } from '../../../functions/inventory/dynamodb/tables-and-backups.ts';
import { securityGroups } from '../../../functions/inventory/ec2/security-groups.ts';
import { repositories } from '../../../functions/inventory/ecr/repository.ts';
import { roles } from '../../../functions/inventory/iam/role.ts';
import { keys } from '../../../functions/inventory/kms/key.ts';
import type { Lister } from '../../../functions/inventory/lister.ts';
import { buckets } from '../../../functions/inventory/s3/bucket.ts';
import { plant } from '../../../functions/security/estate.fixture.ts';
import { type Case, contract } from '../contract.ts';

interface Stage {
  readonly clients: Clients;
}

const BLOCK = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
const trust = (AWS: string) => ({
  Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }],
});
const EVERYBODY = trust('*');
const NAMED = trust('arn:aws:iam::111111111111:root');
const SSH = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
const HTTPS = { ...SSH, FromPort: 443, ToPort: 443 };

/** Names of the resources that a rule finds fault with, among those of the stage; in how they stand where ids differ. */
async function failing({ clients }: Stage, lister: Lister, rule: string, named: (id: string) => boolean) {
  const judged = RULES.find(({ name }) => name === rule);
  if (!judged) throw new Error(`There is no rule ${rule}.`);
  const environment = { account: '000000000000', region: 'eu-west-1' };
  const context = { clients, clock: systemClock, environment } as Parameters<Lister['list']>[0];
  const { resources } = await lister.list(context, () => {});
  const facts = { now: '2026-01-01T00:00:00.000Z', account: environment.account };
  return resources
    .filter(
      ({ type, id, properties }) => type === judged.type && named(String(properties['GroupName'] ?? id)),
    )
    .map((one) => [String(one.properties['GroupName'] ?? one.id), standingOf(judged, one, facts).standing])
    .sort();
}

const ours = (id: string) => id.startsWith('posture-');
const found = (bad: string, good: string) => [
  [bad, 'FAIL'],
  [good, 'PASS'],
];

const CASES: readonly Case<Stage>[] = [
  {
    name: 'a bucket without a block, and one with it',
    act: (stage) => failing(stage, buckets, 's3-bucket-blocks-public-access', ours),
    expected: found('posture-open', 'posture-shut'),
  },
  {
    name: 'a group that lets everybody in by SSH, and one by HTTPS',
    act: (stage) => failing(stage, securityGroups, 'security-group-closes-admin-ports', ours),
    expected: found('posture-open', 'posture-shut'),
  },
  {
    name: 'a repository that scans no image, and one that does',
    act: (stage) => failing(stage, repositories, 'ecr-repository-scans-images', ours),
    expected: found('posture-open', 'posture-shut'),
  },
  {
    name: 'a role that trusts everybody, and one that trusts an account',
    act: (stage) => failing(stage, roles, 'iam-role-trust-not-public', ours),
    expected: found('posture-open', 'posture-shut'),
  },
  {
    name: 'a table that cannot be brought back, and one that can',
    act: (stage) => failing(stage, tablesAndBackups, 'dynamodb-table-is-recoverable', ours),
    expected: found('posture-open', 'posture-shut'),
  },
  {
    name: 'a key that rotates, and one that does not',
    act: async (stage) =>
      (await failing(stage, keys, 'kms-key-rotates', () => true)).map(([, standing]) => standing).sort(),
    expected: ['FAIL', 'PASS'],
  },
];

/** Rules over what listings make of the answers. */
export const posture = contract<Stage>({
  service: 'Posture',
  async sandbox({ account, clients }) {
    const { estate } = account;
    const both = (type: string, open: object, shut: object) => {
      plant(estate, type, 'posture-open', { ...open });
      plant(estate, type, 'posture-shut', { ...shut });
    };
    both('AWS::S3::Bucket', {}, { PublicAccessBlock: BLOCK });
    both('AWS::EC2::SecurityGroup', group('posture-open', SSH), group('posture-shut', HTTPS));
    both('AWS::ECR::Repository', scan(false), scan(true));
    both('AWS::IAM::Role', { AssumeRolePolicyDocument: EVERYBODY }, { AssumeRolePolicyDocument: NAMED });
    both('AWS::DynamoDB::Table', { TableName: '', PointInTimeRecoveryStatus: 'DISABLED' }, { TableName: '' });
    const key = { KeySpec: 'SYMMETRIC_DEFAULT', Origin: 'AWS_KMS' };
    both('AWS::KMS::Key', { ...key, KeyRotationEnabled: false }, { ...key, KeyRotationEnabled: true });
    return { clients };
  },
  async moto({ clients }) {
    await Promise.all([stores(clients), network(clients), identity(clients)]);
    return { clients };
  },
  cases: CASES,
});

const group = (GroupName: string, permission: object) => ({ GroupName, IpPermissions: [permission] });
const scan = (scanOnPush: boolean) => ({ repositoryName: '', imageScanningConfiguration: { scanOnPush } });

async function stores(clients: Clients): Promise<void> {
  const s3 = clients(S3Client);
  const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' } as const;
  for (const Bucket of ['posture-open', 'posture-shut'])
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  await s3.send(
    new PutPublicAccessBlockCommand({ Bucket: 'posture-shut', PublicAccessBlockConfiguration: BLOCK }),
  );
  const dynamodb = clients(DynamoDBClient);
  for (const TableName of ['posture-open', 'posture-shut'])
    await dynamodb.send(
      new CreateTableCommand({
        TableName,
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
  await dynamodb.send(
    new UpdateContinuousBackupsCommand({ TableName: 'posture-shut', PointInTimeRecoverySpecification }),
  );
}

async function network(clients: Clients): Promise<void> {
  const ec2 = clients(EC2Client);
  for (const [GroupName, permission] of [
    ['posture-open', SSH],
    ['posture-shut', HTTPS],
  ] as const) {
    const { GroupId } = await ec2.send(new CreateSecurityGroupCommand({ GroupName, Description: 'posture' }));
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [permission] }));
  }
  for (const [repositoryName, scanOnPush] of [
    ['posture-open', false],
    ['posture-shut', true],
  ] as const)
    await clients(ECRClient).send(
      new CreateRepositoryCommand({ repositoryName, imageScanningConfiguration: { scanOnPush } }),
    );
}

async function identity(clients: Clients): Promise<void> {
  for (const [RoleName, document] of [
    ['posture-open', EVERYBODY],
    ['posture-shut', NAMED],
  ] as const)
    await clients(IAMClient).send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(document) }),
    );
  const kms = clients(KMSClient);
  await kms.send(new CreateKeyCommand({}));
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  await kms.send(new EnableKeyRotationCommand({ KeyId: KeyMetadata?.KeyId }));
}
