import type {
  ListBucketsCommandInput,
  PutBucketVersioningCommandInput,
  PutPublicAccessBlockCommandInput,
} from '@aws-sdk/client-s3';
import { pageOf } from '../elbv2/page.ts';
import { type Described, reading, tagList } from '../estate/described.ts';
import type { EstateResource } from '../estate/estate.ts';
import type { Command } from '../service.ts';
import { noSuchBucket, s3Exception } from './exceptions.ts';

const TYPE = 'AWS::S3::Bucket';
const PAGE_SIZE = 1000;

interface Named {
  readonly Bucket: string | undefined;
}

/** Settings of the estate's buckets: read, and changed by what puts them right. */
export function bucketSettings(described: Described): Readonly<Record<string, Command>> {
  const { estate, scope } = described;
  const bucketOf = ({ Bucket = '' }: Named): EstateResource => {
    const bucket = estate.get(TYPE, Bucket);
    if (!bucket) throw noSuchBucket();
    return bucket;
  };
  const put = (input: Named, setting: string, value: unknown) => {
    const { id, properties } = bucketOf(input);
    estate.put(TYPE, id, { ...properties, [setting]: value });
    return {};
  };
  const arn = ({ Bucket }: Named) => `arn:aws:s3:::${Bucket}`;
  const get = (
    action: string,
    setting: string,
    answer: (value: unknown) => object,
    none?: readonly [string, string],
  ) =>
    reading<Named>(
      `s3:${action}`,
      (input) => {
        const value = bucketOf(input).properties[setting] ?? null;
        if (value === null && none) throw s3Exception(none[0], 404, none[1]);
        return value === null ? {} : answer(value);
      },
      arn,
    );
  return {
    ListBuckets: reading<ListBucketsCommandInput>('s3:ListAllMyBuckets', (input) => {
      const buckets = estate.list(TYPE).map(({ id }) => ({ Name: id, BucketRegion: scope.region }));
      const { items, next } = pageOf(buckets, input.ContinuationToken, input.MaxBuckets ?? PAGE_SIZE);
      return { Buckets: items, ...(next !== undefined && { ContinuationToken: next }) };
    }),
    GetPublicAccessBlock: get(
      'GetBucketPublicAccessBlock',
      'PublicAccessBlock',
      (PublicAccessBlockConfiguration) => ({ PublicAccessBlockConfiguration }),
      ['NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found'],
    ),
    GetBucketPolicy: get('GetBucketPolicy', 'Policy', (Policy) => ({ Policy }), [
      'NoSuchBucketPolicy',
      'The bucket policy does not exist',
    ]),
    GetBucketVersioning: get('GetBucketVersioning', 'Versioning', (Status) => ({ Status })),
    GetBucketEncryption: get(
      'GetEncryptionConfiguration',
      'Encryption',
      (SSEAlgorithm) => ({
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm } }],
        },
      }),
      [
        'ServerSideEncryptionConfigurationNotFoundError',
        'The server side encryption configuration was not found',
      ],
    ),
    GetBucketLogging: get('GetBucketLogging', 'Logging', (LoggingEnabled) => ({ LoggingEnabled })),
    GetBucketTagging: reading<Named>(
      's3:GetBucketTagging',
      (input) => {
        bucketOf(input);
        const TagSet = tagList(described, arn(input));
        if (TagSet.length === 0) throw s3Exception('NoSuchTagSet', 404, 'The TagSet does not exist');
        return { TagSet };
      },
      arn,
    ),
    ...changes(put, arn),
  };
}

type Put = (input: Named, setting: string, value: unknown) => object;

/** What puts settings right, and takes that back. */
function changes(put: Put, arn: (input: Named) => string): Readonly<Record<string, Command>> {
  return {
    PutPublicAccessBlock: reading<PutPublicAccessBlockCommandInput>(
      's3:PutBucketPublicAccessBlock',
      (input) => put(input, 'PublicAccessBlock', input.PublicAccessBlockConfiguration),
      arn,
    ),
    DeletePublicAccessBlock: reading<Named>(
      's3:PutBucketPublicAccessBlock',
      (input) => put(input, 'PublicAccessBlock', null),
      arn,
    ),
    PutBucketVersioning: reading<PutBucketVersioningCommandInput>(
      's3:PutBucketVersioning',
      (input) => put(input, 'Versioning', input.VersioningConfiguration?.Status ?? null),
      arn,
    ),
  };
}
