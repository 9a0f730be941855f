import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type Case, contract, errorOf, type Server } from '../contract.ts';

const Bucket = 'contract';
const DAY_MS = 86_400_000;

interface Stage {
  readonly s3: S3Client;
  readonly server: Server;
}

const put = ({ s3 }: Stage, Key: string, Body: string, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const read = async ({ s3 }: Stage, Key: string, more: Partial<GetObjectCommandInput> = {}) =>
  (await s3.send(new GetObjectCommand({ Bucket, Key, ...more }))).Body?.transformToString();
const remove = ({ s3 }: Stage, Key: string, VersionId?: string) =>
  s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));

const CASES: readonly Case<Stage>[] = [
  {
    name: 'an object is read with its type, its length and its MD5 as ETag',
    async act(stage) {
      await put(stage, 'read', '{"a":1}', { ContentType: 'application/json' });
      const object = await stage.s3.send(new GetObjectCommand({ Bucket, Key: 'read' }));
      const { ContentType, ContentLength, ETag } = object;
      return { body: await object.Body?.transformToString(), ContentType, ContentLength, ETag };
    },
    expected: {
      body: '{"a":1}',
      ContentType: 'application/json',
      ContentLength: 7,
      ETag: '"bb6cb5c68df4652941caf652a366f2d8"',
    },
  },
  {
    name: 'an overwritten object keeps its older version',
    async act(stage) {
      const first = await put(stage, 'versions', 'one');
      const second = await put(stage, 'versions', 'two');
      return {
        differ: first.VersionId !== second.VersionId,
        latest: await read(stage, 'versions'),
        first: await read(stage, 'versions', { VersionId: first.VersionId }),
      };
    },
    expected: { differ: true, latest: 'two', first: 'one' },
  },
  {
    name: 'a deleted object is hidden by a marker, and its version stays',
    async act(stage) {
      const { VersionId } = await put(stage, 'deleted', 'one');
      const { DeleteMarker } = await remove(stage, 'deleted');
      const gone = await errorOf(read(stage, 'deleted'));
      return { DeleteMarker, gone, version: await read(stage, 'deleted', { VersionId }) };
    },
    expected: { DeleteMarker: true, gone: 'NoSuchKey', version: 'one' },
  },
  {
    name: 'a put that wants no object yet is refused when there is one',
    async act(stage) {
      await put(stage, 'once', 'one', { IfNoneMatch: '*' });
      return errorOf(put(stage, 'once', 'two', { IfNoneMatch: '*' }));
    },
    expected: 'PreconditionFailed',
  },
  {
    name: 'a version under a compliance lock cannot be deleted',
    async act(stage) {
      const lock = {
        ObjectLockMode: 'COMPLIANCE',
        ObjectLockRetainUntilDate: new Date(stage.server.now() + DAY_MS),
      };
      const { VersionId } = await put(stage, 'locked', 'one', lock);
      const refused = await errorOf(remove(stage, 'locked', VersionId));
      return { refused, still: await read(stage, 'locked', { VersionId }) };
    },
    expected: { refused: 'AccessDenied', still: 'one' },
  },
  {
    name: 'a lock does not keep an object from being hidden',
    async act(stage) {
      const lock = {
        ObjectLockMode: 'GOVERNANCE',
        ObjectLockRetainUntilDate: new Date(stage.server.now() + DAY_MS),
      };
      await put(stage, 'hidden', 'one', lock);
      const { DeleteMarker } = await remove(stage, 'hidden');
      return DeleteMarker;
    },
    expected: true,
  },
  {
    name: 'a page of a listing ends with a token that leads on',
    async act(stage) {
      for (const key of ['b', 'a', 'c']) await put(stage, `list/${key}`, key);
      const list = { Bucket, Prefix: 'list/', MaxKeys: 2 };
      const first = await stage.s3.send(new ListObjectsV2Command(list));
      const next = { ...list, ContinuationToken: first.NextContinuationToken };
      const second = await stage.s3.send(new ListObjectsV2Command(next));
      return [first, second].map(({ Contents, IsTruncated, KeyCount }) => ({
        keys: Contents?.map(({ Key }) => Key),
        IsTruncated,
        KeyCount,
      }));
    },
    expected: [
      { keys: ['list/a', 'list/b'], IsTruncated: true, KeyCount: 2 },
      { keys: ['list/c'], IsTruncated: false, KeyCount: 1 },
    ],
  },
  {
    name: 'a listing of nothing counts nothing',
    async act({ s3 }) {
      const { Contents, KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'nowhere/' }));
      return { contents: Contents ?? 'none', KeyCount };
    },
    expected: { contents: 'none', KeyCount: 0 },
  },
  {
    name: 'an object that does not exist is named as such',
    act: (stage) => errorOf(read(stage, 'nowhere')),
    expected: 'NoSuchKey',
  },
  {
    name: 'a version that does not exist is named as such',
    async act(stage) {
      await put(stage, 'known', 'one');
      return errorOf(read(stage, 'known', { VersionId: '3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY' }));
    },
    expected: 'NoSuchVersion',
  },
  {
    name: 'a bucket that does not exist is named as such',
    act: ({ s3 }) => errorOf(s3.send(new GetObjectCommand({ Bucket: 'contract-nowhere', Key: 'a' }))),
    expected: 'NoSuchBucket',
  },
];

/** The audit's bucket: versions and locks. */
export const s3 = contract<Stage>({
  service: 'S3',
  async sandbox(server) {
    server.account.s3.createBucket({ name: Bucket, objectLock: {} });
    return { s3: server.clients(S3Client), server };
  },
  async moto(server) {
    const client = server.clients(S3Client);
    await client.send(
      new CreateBucketCommand({
        Bucket,
        ObjectLockEnabledForBucket: true,
        CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
      }),
    );
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    return { s3: client, server };
  },
  cases: CASES,
});
