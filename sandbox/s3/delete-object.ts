import type { DeleteObjectCommandInput } from '@aws-sdk/client-s3';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope } from '../service.ts';
import type { Bucket } from './bucket.ts';

const MEMBERS = ['Bucket', 'Key', 'VersionId', 'BypassGovernanceRetention'];

/**
 * Without a version: hides the object behind a delete marker, locked or not. With one: removes it for good.
 * @throws AccessDenied when the version is locked
 */
export function deleteObject(scope: AccountScope, bucket: Bucket, input: DeleteObjectCommandInput): object {
  refuseOtherMembers('DeleteObject', input, MEMBERS, 'sandbox/s3/delete-object.ts');
  const { Key = '', VersionId, BypassGovernanceRetention = false } = input;
  const now = scope.clock.now();
  if (VersionId !== undefined) {
    const version = bucket.version(Key, VersionId);
    if (version) bucket.remove(version, now, BypassGovernanceRetention);
    return { VersionId, ...(version?.deleteMarker ? { DeleteMarker: true } : {}) };
  }
  const marker = { key: Key, versionId: scope.id(), lastModified: now, deleteMarker: true };
  bucket.add({ ...marker, body: new Uint8Array(), etag: '' });
  return { DeleteMarker: true, VersionId: marker.versionId };
}
