import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchBucket,
  NoSuchKey,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it } from 'vitest';
import type { Statement } from '../../functions/operation.ts';
import { testAccount } from '../hook/account.fixture.ts';
import { S3, type S3Options } from './s3.ts';

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

function setUp(options: S3Options = {}, statements?: readonly Statement[]) {
  const services: S3[] = [];
  const account = testAccount((scope) => {
    services.push(new S3(scope, options));
    return services;
  }, statements);
  services[0]?.createBucket({ name: 'anchors', objectLock: {} });
  services[0]?.createBucket({ name: 'plain' });
  const client = account.clients(S3Client);
  const put = (Key: string, Body: string, more: Partial<PutObjectCommandInput> = {}) =>
    client.send(new PutObjectCommand({ Bucket: 'anchors', Key, Body, ...more }));
  const get = async (Key: string, VersionId?: string) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: 'anchors', Key, VersionId }));
    return Body?.transformToString();
  };
  const remove = (Key: string, VersionId?: string, BypassGovernanceRetention?: boolean) =>
    client.send(new DeleteObjectCommand({ Bucket: 'anchors', Key, VersionId, BypassGovernanceRetention }));
  return { ...account, client, put, get, remove };
}

describe('objects', () => {
  it('come back with what they were put with', async () => {
    const { client, put, clock } = setUp();
    const Body = new Uint8Array([0, 200, 255]);
    await put('a', '', { Body, ContentType: 'application/x', Metadata: { by: 'me' } });
    const output = await client.send(new GetObjectCommand({ Bucket: 'anchors', Key: 'a' }));
    expect(await output.Body?.transformToByteArray()).toEqual(Body);
    expect(output).toMatchObject({
      ContentLength: 3,
      ContentType: 'application/x',
      Metadata: { by: 'me' },
      LastModified: new Date(clock.now()),
    });
  });

  it('keep their versions when they are put again or deleted', async () => {
    const { put, get, remove } = setUp();
    const { VersionId: first, ETag } = await put('a', 'hello');
    expect(ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    await put('a', 'two');
    expect([await get('a'), await get('a', first)]).toEqual(['two', 'hello']);
    expect(await remove('a')).toMatchObject({ DeleteMarker: true });
    await expect(get('a')).rejects.toThrow(NoSuchKey);
    expect(await get('a', first)).toBe('hello');
    await remove('a', first);
    await expect(get('a', first)).rejects.toMatchObject({ name: 'NoSuchVersion' });
  });

  it('can be put on condition that there is none', async () => {
    const { put, get } = setUp();
    await put('a', 'one', { IfNoneMatch: '*' });
    await expect(put('a', 'two', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    expect(await get('a')).toBe('one');
  });

  it('are listed by prefix and page', async () => {
    const { client, put, remove } = setUp();
    for (const key of ['x/2', 'x/1', 'y', 'x/3', 'x/gone']) await put(key, key);
    await remove('x/gone');
    const list = { Bucket: 'anchors', Prefix: 'x/', MaxKeys: 2 };
    const first = await client.send(new ListObjectsV2Command(list));
    expect(first.Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([
      ['x/1', 3],
      ['x/2', 3],
    ]);
    expect(first).toMatchObject({ IsTruncated: true, KeyCount: 2 });
    const ContinuationToken = first.NextContinuationToken;
    const second = await client.send(new ListObjectsV2Command({ ...list, ContinuationToken }));
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(['x/3']);
    expect(second.IsTruncated).toBe(false);
    const none = await client.send(new ListObjectsV2Command({ ...list, Prefix: 'nowhere/' }));
    expect(none).toMatchObject({ KeyCount: 0, IsTruncated: false });
    expect(none.Contents).toBeUndefined();
  });

  it('need a bucket, and members the sandbox knows', async () => {
    const { put } = setUp();
    await expect(put('a', '', { Bucket: 'nope' })).rejects.toThrow(NoSuchBucket);
    await expect(put('a', '', { Tagging: 'a=b' })).rejects.toThrow('PutObject with Tagging');
  });
});

describe('Object Lock', () => {
  const lockUntil = (milliseconds: number, ObjectLockMode: 'COMPLIANCE' | 'GOVERNANCE' = 'COMPLIANCE') => ({
    ObjectLockMode,
    ObjectLockRetainUntilDate: new Date(milliseconds),
  });

  it('keeps a version until its date, whoever asks', async () => {
    const { put, get, remove, clock } = setUp();
    const { VersionId } = await put('a', 'anchor', lockUntil(clock.now() + 60_000));
    await put('a', 'overwritten');
    for (const bypass of [false, true])
      await expect(remove('a', VersionId, bypass)).rejects.toMatchObject({
        name: 'AccessDenied',
        message: 'Access Denied because object protected by object lock.',
        $metadata: { httpStatusCode: 403 },
      });
    expect(await get('a', VersionId)).toBe('anchor');
    await clock.advanceBy(60_000);
    await remove('a', VersionId);
    await expect(get('a', VersionId)).rejects.toThrow();
  });

  it('in governance mode yields to a caller who may bypass it', async () => {
    const { put, remove, clock } = setUp();
    const { VersionId } = await put('a', 'x', lockUntil(clock.now() + 60_000, 'GOVERNANCE'));
    await expect(remove('a', VersionId)).rejects.toMatchObject({ name: 'AccessDenied' });
    await remove('a', VersionId, true);
  });

  it('needs a bucket made for it, both parts and a date to come', async () => {
    const { put, clock } = setUp();
    const future = lockUntil(clock.now() + 1);
    await expect(put('a', '', { ...future, Bucket: 'plain' })).rejects.toMatchObject({
      name: 'InvalidRequest',
    });
    await expect(put('a', '', lockUntil(clock.now()))).rejects.toMatchObject({ name: 'InvalidArgument' });
    await expect(put('a', '', { ObjectLockMode: 'COMPLIANCE' })).rejects.toMatchObject({
      name: 'InvalidArgument',
    });
  });

  it('asks for the permissions of AWS', async () => {
    const resources = ['arn:aws:s3:::anchors/*'];
    const { put, get, clock } = setUp({}, [{ actions: ['s3:PutObject', 's3:GetObject'], resources }]);
    const { VersionId } = await put('a', 'x');
    expect(await get('a')).toBe('x');
    await expect(get('a', VersionId)).rejects.toThrow(
      's3:GetObjectVersion on resource: arn:aws:s3:::anchors/a',
    );
    const locked = put('b', 'x', lockUntil(clock.now() + 1));
    await expect(locked).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(locked).rejects.toThrow('s3:PutObjectRetention');
  });
});

describe('on disk', () => {
  it('versions, locks and order survive a restart', async () => {
    const path = mkdtempSync(join(tmpdir(), 's3-'));
    directories.push(path);
    const before = setUp({ path });
    const retain = new Date(before.clock.now() + 60_000);
    const lock = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: retain } as const;
    const { VersionId } = await before.put('a/b', 'one', lock);
    const { VersionId: unlocked } = await before.put('a/b', 'gone');
    await before.put('a/b', 'two');
    await before.remove('a/b', unlocked);
    const after = setUp({ path });
    expect([await after.get('a/b'), await after.get('a/b', VersionId)]).toEqual(['two', 'one']);
    await expect(after.get('a/b', unlocked)).rejects.toMatchObject({ name: 'NoSuchVersion' });
    await expect(after.remove('a/b', VersionId)).rejects.toMatchObject({ name: 'AccessDenied' });
    await after.put('a/b', 'three');
    expect(await setUp({ path }).get('a/b')).toBe('three');
  });
});
