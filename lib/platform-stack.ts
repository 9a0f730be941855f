import {
  Duration,
  aws_dynamodb as dynamodb,
  aws_events as events,
  aws_iam as iam,
  aws_kms as kms,
  RemovalPolicy,
  Stack,
  type StackProps,
  aws_s3 as s3,
  aws_scheduler as scheduler,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Manifest } from './manifest.ts';

/** Days for which nobody, the account's owner included, can delete what was anchored. */
const ANCHOR_DAYS = 400;

export interface ManifestProps extends StackProps {
  readonly manifest: Manifest;
}

/** What holds state: the table, the audit's anchors, the bus and the group of one-time schedules. */
export class PlatformStack extends Stack {
  constructor(scope: Construct, id: string, { manifest, ...props }: ManifestProps) {
    super(scope, id, props);
    const key = makeKey(this, manifest);
    makeTable(this, manifest, key);
    makeAuditBucket(this, manifest, key);
    new events.EventBus(this, 'Bus', { eventBusName: manifest.bus });
    new scheduler.CfnScheduleGroup(this, 'Schedules', { name: manifest.scheduleGroup });
  }
}

/** Whoever may use the table or the bucket may use the key through them, and in no other way. */
function makeKey(scope: Construct, { naming }: Manifest): kms.Key {
  const key = new kms.Key(scope, 'Key', {
    alias: `alias/${naming.prefix}`,
    description: 'Records and audit anchors of Operate',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.AnyPrincipal()],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: {
        StringEquals: {
          'kms:CallerAccount': naming.account,
          'kms:ViaService': ['dynamodb', 's3'].map((service) => `${service}.${naming.region}.amazonaws.com`),
        },
      },
    }),
  );
  return key;
}

/** The resource behind TableV2, since TableV2 itself refuses a customer key in a stack without a fixed region. */
function makeTable(scope: Construct, { table, naming }: Manifest, key: kms.Key): void {
  const [pk, sk, indexPk, indexSk] = ['pk', 'sk', `${table.index}pk`, `${table.index}sk`];
  const made = new dynamodb.CfnGlobalTable(scope, 'Table', {
    tableName: table.name,
    attributeDefinitions: [pk, sk, indexPk, indexSk].map((attributeName = '') => ({
      attributeName,
      attributeType: 'S',
    })),
    keySchema: keySchema(pk, sk),
    globalSecondaryIndexes: [
      {
        indexName: table.index,
        keySchema: keySchema(indexPk, indexSk),
        projection: { projectionType: 'ALL' },
      },
    ],
    billingMode: 'PAY_PER_REQUEST',
    timeToLiveSpecification: { attributeName: 'expiresAt', enabled: true },
    sseSpecification: { sseEnabled: true, sseType: 'KMS' },
    replicas: [
      {
        region: naming.region,
        sseSpecification: { kmsMasterKeyId: key.keyArn },
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
        deletionProtectionEnabled: true,
      },
    ],
  });
  made.applyRemovalPolicy(RemovalPolicy.RETAIN);
}

function keySchema(partition = '', sort = ''): dynamodb.CfnGlobalTable.KeySchemaProperty[] {
  return [
    { attributeName: partition, keyType: 'HASH' },
    { attributeName: sort, keyType: 'RANGE' },
  ];
}

function makeAuditBucket(scope: Construct, { auditBucket }: Manifest, key: kms.Key): void {
  new s3.Bucket(scope, 'Audit', {
    bucketName: auditBucket,
    versioned: true,
    objectLockEnabled: true,
    objectLockDefaultRetention: s3.ObjectLockRetention.compliance(Duration.days(ANCHOR_DAYS)),
    encryption: s3.BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
