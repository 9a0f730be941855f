import { createHash } from 'node:crypto';
import type { PutObjectCommandInput } from '@aws-sdk/client-s3';
import { refuseOtherMembers, SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { AccountScope } from '../service.ts';
import type { Bucket } from './bucket.ts';
import { s3Exception } from './exceptions.ts';
import type { ObjectVersion } from './object-version.ts';

const FILE = 'sandbox/s3/put-object.ts';
const MEMBERS = [
  'Bucket',
  'Key',
  'Body',
  'ContentType',
  'Metadata',
  'IfNoneMatch',
  'ObjectLockMode',
  'ObjectLockRetainUntilDate',
];

/**
 * Adds a version of an object.
 * @throws PreconditionFailed when `IfNoneMatch: '*'` is given and the object exists
 */
export function putObject(scope: AccountScope, bucket: Bucket, input: PutObjectCommandInput): object {
  refuseOtherMembers('PutObject', input, MEMBERS, FILE);
  const { Key = '', ContentType, Metadata, ObjectLockMode, ObjectLockRetainUntilDate } = input;
  const now = scope.clock.now();
  const lock = bucket.lockFor(ObjectLockMode, ObjectLockRetainUntilDate, now);
  refuseExisting(bucket, Key, input.IfNoneMatch);
  const body = bytesOf(input.Body);
  const version: ObjectVersion = {
    key: Key,
    versionId: scope.id(),
    lastModified: now,
    deleteMarker: false,
    body,
    etag: `"${createHash('md5').update(body).digest('hex')}"`,
    ...(ContentType === undefined ? {} : { contentType: ContentType }),
    ...(Metadata === undefined ? {} : { metadata: Metadata }),
    ...(lock ? { lock } : {}),
  };
  bucket.add(version);
  return { ETag: version.etag, VersionId: version.versionId };
}

function refuseExisting(bucket: Bucket, key: string, ifNoneMatch: string | undefined): void {
  if (ifNoneMatch === undefined) return;
  if (ifNoneMatch !== '*') throw new SandboxNotImplemented(`PutObject with IfNoneMatch ${ifNoneMatch}`, FILE);
  const latest = bucket.latest(key);
  if (latest && !latest.deleteMarker)
    throw s3Exception(
      'PreconditionFailed',
      412,
      'At least one of the pre-conditions you specified did not hold',
    );
}

function bytesOf(body: PutObjectCommandInput['Body']): Uint8Array {
  if (body === undefined) return new Uint8Array();
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return new Uint8Array(body);
  throw new SandboxNotImplemented('PutObject with a stream', FILE);
}
