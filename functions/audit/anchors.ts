import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  type GetObjectCommandInput,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { ANCHOR_PREFIX, type Anchor, anchorKey, type LoadedAnchor } from '../../core/audit/anchor.ts';
import type { AuditRecord } from '../../core/audit/chain.ts';
import { RETENTION_DAYS } from '../../core/audit/retention.ts';
import { canonical } from '../../core/canonical.ts';
import { DependencyFailed } from '../../core/errors.ts';
import type { Context } from '../context.ts';

/** Anchors that are read at a time. */
const PARALLEL = 32;
const DAY_MS = 86_400_000;

/**
 * All anchors, oldest first.
 * @throws DependencyFailed when the bucket or an anchor cannot be read
 */
export async function readAnchors(context: Context): Promise<LoadedAnchor[]> {
  return reading(async () => {
    const keys = await anchorKeys(context);
    const anchors: LoadedAnchor[] = [];
    for (let at = 0; at < keys.length; at += PARALLEL)
      anchors.push(
        ...(await Promise.all(keys.slice(at, at + PARALLEL).map((key) => readAnchor(context, key)))),
      );
    return anchors;
  });
}

/** The newest anchor, if there is one. */
export async function readLastAnchor(context: Context): Promise<LoadedAnchor | undefined> {
  return reading(async () => {
    const yesterday = anchorKey(new Date(context.clock.now() - DAY_MS).toISOString());
    const keys = await anchorKeys(context, yesterday);
    const last = (keys.length > 0 ? keys : await anchorKeys(context)).at(-1);
    return last === undefined ? undefined : readAnchor(context, last);
  });
}

async function reading<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new DependencyFailed('The anchors in the audit bucket could not be read.', { cause });
  }
}

/** S3 lists keys in their order, which is by time. */
async function anchorKeys(context: Context, after?: string): Promise<string[]> {
  const keys: string[] = [];
  const client = context.clients(S3Client);
  const input = { Bucket: context.environment.auditBucket, Prefix: ANCHOR_PREFIX };
  for await (const { Contents = [] } of paginateListObjectsV2(
    { client },
    after === undefined ? input : { ...input, StartAfter: after },
  ))
    keys.push(...Contents.flatMap(({ Key }) => Key ?? []));
  return keys;
}

async function readAnchor(context: Context, key: string): Promise<LoadedAnchor> {
  const input: GetObjectCommandInput = { Bucket: context.environment.auditBucket, Key: key };
  const { Body } = await context.clients(S3Client).send(new GetObjectCommand(input));
  const text = (await Body?.transformToString()) ?? '';
  const anchor = JSON.parse(text) as Anchor;
  if (anchor.schemaVersion > 1 || !Array.isArray(anchor.heads))
    throw new Error(`${key} is no anchor that this release reads.`);
  return { key, sha256: sha256(text), anchor };
}

/**
 * Writes the records and then, once they are safe, the anchor that names them. A lock keeps versions, not names:
 * whoever may write the bucket as well can put another newest anchor in its place, but no earlier one, because its
 * successor holds its hash.
 * @returns the anchor's object key
 */
export async function writeAnchor(
  context: Context,
  previous: LoadedAnchor | undefined,
  heads: Anchor['heads'],
  records: readonly AuditRecord[],
): Promise<string> {
  const at = new Date(context.clock.now()).toISOString();
  const lines = records.map((record) => `${canonical(record)}\n`).join('');
  const recordsKey = `exports/${at}.jsonl`;
  await putLocked(context, recordsKey, lines, 'application/x-ndjson');
  const anchor: Anchor = {
    schemaVersion: 1,
    at,
    ...(previous && { previous: { key: previous.key, sha256: previous.sha256 } }),
    heads,
    records: { key: recordsKey, sha256: sha256(lines), count: records.length },
  };
  const key = anchorKey(at);
  await putLocked(context, key, canonical(anchor), 'application/json');
  return key;
}

async function putLocked(context: Context, key: string, text: string, type: string): Promise<void> {
  await context.clients(S3Client).send(
    new PutObjectCommand({
      Bucket: context.environment.auditBucket,
      Key: key,
      Body: text,
      ContentType: type,
      IfNoneMatch: '*',
      ObjectLockMode: 'COMPLIANCE',
      ObjectLockRetainUntilDate: new Date(context.clock.now() + RETENTION_DAYS * DAY_MS),
    }),
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
