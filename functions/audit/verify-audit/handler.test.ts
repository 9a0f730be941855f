import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { changeFreeze } from '../../freezes/store.ts';
import { saveDeployment } from '../../runs/store.ts';
import { serviceRecord } from '../../services/record.fixture.ts';
import { saveService } from '../../services/store.ts';
import { type Audited, audited, threeChanges } from '../audited.fixture.ts';
import { ENVIRONMENT } from '../context.fixture.ts';
import { definition } from './definition.ts';
import type { handler } from './handler.ts';

const A = 'deployment/a';
const B = 'service/production/shop';
const DAY_MS = 86_400_000;
const { auditBucket: Bucket } = ENVIRONMENT;

const found = ({ findings }: Awaited<ReturnType<typeof handler>>) =>
  findings.map(({ resource, kind, sequence }) => `${resource} ${kind} ${sequence}`);

describe('verify_audit', () => {
  it('verifies an untouched chain and names what no anchor covers', async () => {
    const account = await threeChanges();
    expect(await account.verify({ resource: A })).toEqual({
      state: 'VERIFIED',
      findings: [],
      chains: 1,
      checked: 3,
      unanchored: 3,
      tails: [{ resource: A, from: 1, to: 3 }],
    });
    await account.anchor();
    const anchoredAt = new Date(account.clock.now()).toISOString();
    await account.change(A, 'four');
    const answer = await account.verify({ month: '2026-01' });
    expect(answer).toMatchObject({ state: 'VERIFIED', checked: 4, anchoredUpTo: anchoredAt, unanchored: 1 });
    expect(answer.tails).toEqual([{ resource: A, from: 4, to: 4 }]);
    expect(definition.output.parse(answer)).toEqual(answer);
    expect(account.unused(definition)).toEqual([]);
  });

  it('says NO_DATA where there is nothing, and never VERIFIED', async () => {
    const account = await audited();
    expect(await account.verify({ resource: A })).toMatchObject({ state: 'NO_DATA', checked: 0 });
    expect(await account.verify({ month: '2025-12' })).toMatchObject({ state: 'NO_DATA', chains: 0 });
  });

  it.each<[string, (account: Audited) => Promise<unknown>, string[]]>([
    [
      'a changed record',
      async ({ put, read }) => put({ ...(await read(A, 2)), words: 'harmless' }),
      [`${A} changed 2`],
    ],
    [
      'a record hidden from the index',
      async ({ put, read }) => put({ ...(await read(A, 2)), gsi1sk: '0' }),
      [`${A} changed 2`],
    ],
    [
      'a record that is about to expire too soon',
      async ({ put, read }) => put({ ...(await read(A, 2)), expiresAt: 1 }),
      [`${A} changed 2`],
    ],
    ['a removed record', ({ remove }) => remove(A, 2), [`${A} removed 2`]],
    ['a removed last record', ({ remove }) => remove(A, 3), [`${A} truncated 3`]],
    [
      'two records in each other’s place',
      async ({ put, read }) => {
        const [one, two] = [await read(A, 1), await read(A, 2)];
        const keys = ({ pk, sk }: Record<string, unknown>) => ({ pk, sk });
        await put({ ...one, ...keys(two as never) });
        await put({ ...two, ...keys(one as never) });
      },
      [`${A} reordered 1`, `${A} reordered 2`],
    ],
  ])('finds %s without an anchor', async (_name, tamper, expected) => {
    const account = await threeChanges();
    await account.change(B, 'registered');
    await tamper(account);
    const answer = await account.verify({ resource: A });
    expect(answer.state).toBe('BROKEN');
    expect(found(answer)).toEqual(expected);
    expect(found(await account.verify({ month: '2026-01' }))).toEqual(expected);
  });

  it('finds a cut tail and a recomputed chain once an anchor covers them', async () => {
    const account = await threeChanges();
    const { hash } = await account.read(A, 2);
    await account.anchor();
    await account.remove(A, 3);
    await account.setHead(A, { sequence: 2, hash });
    expect(found(await account.verify({ resource: A }))).toEqual([`${A} truncated 3`]);

    const other = await threeChanges();
    await other.anchor();
    await other.change(A, 'four');
    await other.forge(A, 2, 4, 'harmless');
    expect(found(await other.verify({ resource: A }))).toEqual([`${A} recomputed 3`]);
  });

  it('finds a chain that was removed altogether, by the month it was anchored in', async () => {
    const account = await threeChanges();
    await account.change(B, 'registered');
    await account.anchor();
    for (const sequence of [1, 2, 3]) await account.remove(A, sequence);
    expect(await account.verify({ month: '2026-01' })).toMatchObject({
      state: 'BROKEN',
      chains: 2,
      checked: 1,
    });
  });

  it('finds an anchor that was replaced or hidden', async () => {
    const account = await threeChanges();
    const first = (await account.anchor()).anchor ?? '';
    await account.change(A, 'four');
    await account.anchor();
    const s3 = account.clients(S3Client);
    await s3.send(new DeleteObjectCommand({ Bucket, Key: first }));
    expect(found(await account.verify({ resource: A }))).toEqual(['anchors removed 1']);
    await s3.send(new PutObjectCommand({ Bucket, Key: first, Body: '{"at":"2026","heads":[]}' }));
    expect(found(await account.verify({ resource: A }))).toEqual(['anchors changed 2']);
  });

  it('takes records for expired that an anchor saw more than 400 days ago', async () => {
    const account = await threeChanges();
    await account.anchor();
    await account.clock.advanceBy(400 * DAY_MS + 1);
    await account.change(A, 'four');
    for (const sequence of [1, 2, 3]) await account.remove(A, sequence);
    expect(await account.verify({ resource: A })).toMatchObject({ state: 'VERIFIED', checked: 1 });
  });

  it('finds the head where deployments, services and freezes keep it', async () => {
    const account = await audited();
    const context = account.context();
    const createdAt = '2026-01-01T00:00:00.000Z';
    const record = { id: 'dep-1', environment: 'production', service: 'shop', createdAt, timeline: [] };
    const before = await saveDeployment(context, undefined, record as never, { words: 'Started.' });
    await saveDeployment(context, before, before, { words: 'Promoted.' });
    await saveService(context, undefined, serviceRecord('shop'), { words: 'Registered.' });
    await changeFreeze(context, 'production', (after) => ({ after, words: 'Nothing.', answer: null }));
    expect(await account.verify({ month: '2026-01' })).toMatchObject({
      state: 'VERIFIED',
      findings: [],
      chains: 3,
      checked: 4,
    });
  });

  it('wants exactly one of resource and month', async () => {
    const account = await audited();
    await expect(account.verify({})).rejects.toMatchObject({ name: 'InvalidInput' });
    await expect(account.verify({ resource: A, month: '2026-01' })).rejects.toMatchObject({
      name: 'InvalidInput',
    });
  });

  it('does not answer where the newest anchor is no anchor any more', async () => {
    const account = await threeChanges();
    const { anchor: Key } = await account.anchor();
    await account.clients(S3Client).send(new PutObjectCommand({ Bucket, Key, Body: '{}' }));
    await expect(account.verify({ resource: A })).rejects.toMatchObject({ name: 'DependencyFailed' });
  });

  it('does not answer without the anchors', async () => {
    const account = await threeChanges();
    const error = { name: 'AccessDenied', statusCode: 403 };
    account.faults.add({ effect: 'error-before', error, match: { client: 'S3Client' } });
    await expect(account.verify({ resource: A })).rejects.toMatchObject({ name: 'DependencyFailed' });
  });
});
