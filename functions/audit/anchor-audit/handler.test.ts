import { DeleteObjectCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../../core/audit/chain.ts';
import { threeChanges } from '../audited.fixture.ts';
import { ENVIRONMENT } from '../context.fixture.ts';
import { auditItem, storedRecord } from '../item.ts';
import { definition } from './definition.ts';

const A = 'deployment/a';
const B = 'service/production/shop';
const HOUR_MS = 3_600_000;
const { auditBucket: Bucket } = ENVIRONMENT;

describe('anchor_audit', () => {
  it('writes nothing when nothing is new', async () => {
    const account = await threeChanges();
    expect(await account.anchor()).toMatchObject({ chains: 1, records: 3 });
    await account.clock.advanceBy(HOUR_MS);
    expect(await account.anchor()).toEqual({ chains: 0, records: 0 });
    expect(account.unused(definition)).toEqual([]);
  });

  it('exports every record exactly once, under lock', async () => {
    const account = await threeChanges();
    const keys = [(await account.anchor()).anchor];
    await account.clock.advanceBy(HOUR_MS);
    await account.change(A, 'four');
    await account.change(B, 'registered');
    keys.push((await account.anchor()).anchor);
    const s3 = account.clients(S3Client);
    const words: string[] = [];
    for (const key of keys) {
      const Key = key?.replace('anchors/', 'exports/').replace('.json', '.jsonl');
      const { Body, VersionId, ...lock } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      const lines = (await Body?.transformToString())?.trim().split('\n') ?? [];
      words.push(...lines.map((line) => (JSON.parse(line) as AuditRecord).words));
      expect(lock.ObjectLockMode).toBe('COMPLIANCE');
      await expect(s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }))).rejects.toThrow(
        'object lock',
      );
    }
    expect(words).toEqual(['one', 'two', 'three', 'four', 'registered']);
  });

  it('finds records that show up in the index after the anchor they belong to', async () => {
    const account = await threeChanges();
    await account.anchor();
    const context = account.context();
    await account.clock.advanceBy(1000);
    const { record } = storedRecord({ ...(await account.read(A, 3)) });
    const late = { ...record, resource: B, sequence: 1, at: '2026-01-01T00:00:01.500Z' };
    await account.put(auditItem(context, late).Put?.Item ?? {});
    expect(await account.anchor()).toMatchObject({ chains: 1, records: 1 });
  });
});
