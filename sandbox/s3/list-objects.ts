import type { ListObjectsV2CommandInput } from '@aws-sdk/client-s3';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Bucket } from './bucket.ts';
import type { ObjectVersion } from './object-version.ts';

const MEMBERS = ['Bucket', 'Prefix', 'MaxKeys', 'ContinuationToken', 'StartAfter'];
const PAGE = 1000;

/** Lists objects by key; a continuation token holds the last key of the page before. */
export function listObjects(bucket: Bucket, input: ListObjectsV2CommandInput): object {
  refuseOtherMembers('ListObjectsV2', input, MEMBERS, 'sandbox/s3/list-objects.ts');
  const { Prefix = '', MaxKeys = PAGE, ContinuationToken, StartAfter = '' } = input;
  const after = ContinuationToken === undefined ? StartAfter : decodeToken(ContinuationToken);
  const found = bucket
    .list()
    .filter(({ key }) => key.startsWith(Prefix) && Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0);
  const page = found.slice(0, Math.min(MaxKeys, PAGE));
  const last = page.at(-1);
  const truncated = page.length < found.length;
  return {
    Name: bucket.definition.name,
    Prefix,
    MaxKeys,
    KeyCount: page.length,
    IsTruncated: truncated,
    // The XML of an empty listing has no such element, so the SDK has no such member.
    ...(page.length > 0 && { Contents: page.map(listed) }),
    ...(truncated && last ? { NextContinuationToken: encodeToken(last.key) } : {}),
  };
}

function listed({ key, etag, body, lastModified }: ObjectVersion): object {
  return {
    Key: key,
    ETag: etag,
    Size: body.byteLength,
    LastModified: new Date(lastModified),
    StorageClass: 'STANDARD',
  };
}

function encodeToken(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function decodeToken(token: string): string {
  return Buffer.from(token, 'base64url').toString();
}
