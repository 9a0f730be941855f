import { Readable } from 'node:stream';
import type { GetObjectCommandInput } from '@aws-sdk/client-s3';
import { sdkStreamMixin } from '@smithy/core/serde';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Bucket } from './bucket.ts';
import { noSuchKey, s3Exception } from './exceptions.ts';
import type { ObjectVersion } from './object-version.ts';

/** @throws NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete marker asked for by its version */
export function getObject(bucket: Bucket, input: GetObjectCommandInput): object {
  refuseOtherMembers('GetObject', input, ['Bucket', 'Key', 'VersionId'], 'sandbox/s3/get-object.ts');
  const { body, contentType, metadata, lock, ...version } = find(bucket, input);
  return {
    Body: sdkStreamMixin(Readable.from([Buffer.from(body)])),
    ContentLength: body.byteLength,
    ContentType: contentType ?? 'application/octet-stream',
    ETag: version.etag,
    LastModified: new Date(version.lastModified),
    Metadata: metadata ?? {},
    VersionId: version.versionId,
    ...(lock ? { ObjectLockMode: lock.mode, ObjectLockRetainUntilDate: new Date(lock.retainUntil) } : {}),
  };
}

function find(bucket: Bucket, { Key = '', VersionId }: GetObjectCommandInput): ObjectVersion {
  if (VersionId === undefined) {
    const latest = bucket.latest(Key);
    if (!latest || latest.deleteMarker) throw noSuchKey();
    return latest;
  }
  const version = bucket.version(Key, VersionId);
  if (!version) throw s3Exception('NoSuchVersion', 404, 'The specified version does not exist.');
  if (version.deleteMarker)
    throw s3Exception('MethodNotAllowed', 405, 'The specified method is not allowed against this resource.');
  return version;
}
