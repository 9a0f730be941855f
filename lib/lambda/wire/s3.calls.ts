import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { type Call, collect } from './call.ts';

const Bucket = 'operate-audit';
const XML = { 'content-type': 'application/xml' };
const list = (rest: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${Bucket}</Name>${rest}</ListBucketResult>`;

/** REST with XML, streams and checksums. */
export const s3Calls: Readonly<Record<string, Call>> = {
  's3 get': {
    send: async (clients) => {
      const { Body, ...more } = await clients(S3Client).send(
        new GetObjectCommand({ Bucket, Key: 'anchors/a b.json' }),
      );
      return { ...more, text: await Body?.transformToString() };
    },
    answers: [
      {
        headers: { 'x-amz-checksum-crc32': 'y/Q5Jg==', 'x-amz-object-lock-mode': 'COMPLIANCE' },
        body: '123456789',
      },
    ],
    expected: { ObjectLockMode: 'COMPLIANCE', ChecksumCRC32: 'y/Q5Jg==', text: '123456789' },
  },
  's3 get of a changed object': {
    send: async (clients) =>
      (await clients(S3Client).send(new GetObjectCommand({ Bucket, Key: 'a' }))).Body?.transformToString(),
    answers: [{ headers: { 'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=' }, body: '123456789' }],
    expected: {
      name: 'Error',
      message:
        'Checksum mismatch: expected "AAAAAAAAAAA=" but received "rosUhgp5mIg=" in response header "x-amz-checksum-crc64nvme".',
    },
  },
  's3 get of nothing': {
    send: (clients) => clients(S3Client).send(new GetObjectCommand({ Bucket, Key: 'none' })),
    answers: [
      {
        status: 404,
        headers: XML,
        body: '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>none</Key><RequestId>r-1</RequestId></Error>',
      },
    ],
    expected: {
      name: 'NoSuchKey',
      message: 'The specified key does not exist.',
      $fault: 'client',
      httpStatusCode: 404,
    },
  },
  's3 put': {
    send: (clients) =>
      clients(S3Client).send(
        new PutObjectCommand({
          Bucket,
          Key: 'anchors/a.json',
          Body: '{}',
          ContentType: 'application/json',
          IfNoneMatch: '*',
          ObjectLockMode: 'COMPLIANCE',
          ObjectLockRetainUntilDate: new Date(Date.UTC(2027, 0)),
        }),
      ),
    answers: [{ headers: { etag: '"e"' }, body: '' }],
    expected: { ETag: '"e"' },
  },
  's3 put over an object': {
    send: (clients) =>
      clients(S3Client).send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', IfNoneMatch: '*' })),
    answers: [
      {
        status: 412,
        headers: XML,
        body: '<Error><Code>PreconditionFailed</Code><Message>At least one of the pre-conditions you specified did not hold</Message></Error>',
      },
    ],
    expected: { name: 'PreconditionFailed', httpStatusCode: 412 },
  },
  's3 list, two pages': {
    send: (clients) =>
      collect(paginateListObjectsV2({ client: clients(S3Client) }, { Bucket, Prefix: 'anchors/' })),
    answers: [
      {
        headers: XML,
        body: list(
          '<IsTruncated>true</IsTruncated><NextContinuationToken>more</NextContinuationToken><Contents><Key>anchors/a</Key><Size>3</Size><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>',
        ),
      },
      {
        headers: XML,
        body: list(
          '<IsTruncated>false</IsTruncated><Contents><Key>anchors/b</Key></Contents><Contents><Key>anchors/c</Key></Contents>',
        ),
      },
    ],
    expected: [
      { Contents: [{ Key: 'anchors/a', Size: 3, LastModified: new Date(Date.UTC(2026, 0)) }] },
      { Contents: [{ Key: 'anchors/b' }, { Key: 'anchors/c' }] },
    ],
  },
};
