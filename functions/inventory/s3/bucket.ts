import {
  type Bucket,
  GetBucketEncryptionCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Resource } from '../../../core/inventory/resource.ts';
import { asked, describeEach, madeOf } from '../asked.ts';
import { described, tagsOf } from '../described.ts';
import type { Lister, Spend } from '../lister.ts';

/** Each bucket takes six further calls, so that a page is done well within a step's time. */
const PAGE_SIZE = 50;

export const buckets: Lister = {
  type: 'AWS::S3::Bucket',
  actions: [
    's3:ListAllMyBuckets',
    's3:GetBucketPublicAccessBlock',
    's3:GetBucketPolicy',
    's3:GetBucketVersioning',
    's3:GetEncryptionConfiguration',
    's3:GetBucketLogging',
    's3:GetBucketTagging',
  ],
  async list({ clients, environment }, spend, from) {
    const s3 = clients(S3Client);
    spend();
    const { Buckets = [], ContinuationToken } = await s3.send(
      new ListBucketsCommand({
        MaxBuckets: PAGE_SIZE,
        BucketRegion: environment.region,
        ...(from !== undefined && { ContinuationToken: from }),
      }),
    );
    const resources = await describeEach(Buckets, (bucket) =>
      describe(s3, bucket, environment.region, spend),
    );
    return { resources, ...(ContinuationToken !== undefined && { next: ContinuationToken }) };
  },
};

async function describe(
  s3: S3Client,
  { Name = '', CreationDate }: Bucket,
  region: string,
  spend: Spend,
): Promise<Resource> {
  const input = { Bucket: Name };
  const ask = <Value>(call: () => Promise<Value>, none?: readonly string[]) => {
    spend();
    return asked(call(), none);
  };
  const [block, policy, versioning, encryption, logging, tagging] = await Promise.all([
    ask(() => s3.send(new GetPublicAccessBlockCommand(input)), ['NoSuchPublicAccessBlockConfiguration']),
    ask(() => s3.send(new GetBucketPolicyCommand(input)), ['NoSuchBucketPolicy']),
    ask(() => s3.send(new GetBucketVersioningCommand(input))),
    ask(
      () => s3.send(new GetBucketEncryptionCommand(input)),
      ['ServerSideEncryptionConfigurationNotFoundError'],
    ),
    ask(() => s3.send(new GetBucketLoggingCommand(input))),
    ask(() => s3.send(new GetBucketTaggingCommand(input)), ['NoSuchTagSet']),
  ]);
  return {
    type: 'AWS::S3::Bucket',
    id: Name,
    arn: `arn:aws:s3:::${Name}`,
    region,
    tags: tagsOf(tagging?.TagSet),
    properties: described({
      Name,
      CreationDate,
      PublicAccessBlock: madeOf(block, (answer) => answer.PublicAccessBlockConfiguration ?? null),
      Policy: madeOf(policy, (answer) => answer.Policy ?? null),
      Versioning: madeOf(versioning, (answer) => answer.Status ?? null),
      Encryption: madeOf(
        encryption,
        (answer) =>
          answer.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault
            ?.SSEAlgorithm ?? null,
      ),
      Logging: madeOf(logging, (answer) => answer.LoggingEnabled ?? null),
    }),
  };
}
