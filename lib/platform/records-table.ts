import { aws_dynamodb as dynamodb, type aws_kms as kms, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { KEPT_DAYS } from '../manifest/kept-days.ts';
import type { Manifest } from '../manifest/manifest.ts';

/** The resource behind TableV2, since TableV2 itself refuses a customer key in a stack without a fixed region. */
export function makeTable(scope: Construct, { table, naming }: Manifest, key: kms.Key): void {
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
        pointInTimeRecoverySpecification: {
          pointInTimeRecoveryEnabled: true,
          recoveryPeriodInDays: KEPT_DAYS.backups,
        },
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
