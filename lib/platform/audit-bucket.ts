import { Duration, type aws_kms as kms, RemovalPolicy, aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { RETENTION_DAYS } from '../../core/audit/retention.ts';

/** For the retention nobody, the account's owner included, can delete what was anchored. */
export function makeAuditBucket(scope: Construct, name: string, key: kms.Key): void {
  new s3.Bucket(scope, 'Audit', {
    bucketName: name,
    versioned: true,
    objectLockEnabled: true,
    objectLockDefaultRetention: s3.ObjectLockRetention.compliance(Duration.days(RETENTION_DAYS)),
    encryption: s3.BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}
