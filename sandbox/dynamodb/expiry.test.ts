import { describe, expect, it } from 'vitest';
import { documentAccount, key } from './dynamodb.fixture.ts';

describe('expiry', () => {
  it('leaves items readable until they are swept, with their index entries', async () => {
    const { put, get, open, clock, database } = await documentAccount();
    const seconds = clock.now() / 1000;
    await put({ ...key('old'), expiresAt: seconds - 1, gsi1pk: 'open', gsi1sk: '1' });
    await put({ ...key('new'), expiresAt: seconds + 60 });
    await put({ ...key('text'), expiresAt: 'yesterday' });
    expect(await get('old')).toBeDefined();
    expect(await database.sweepExpired()).toBe(1);
    expect([await get('old'), await open('open')]).toEqual([undefined, []]);
    expect(await get('new')).toBeDefined();
    expect(await get('text')).toBeDefined();
  });

  it('sweeps with the first call after its interval', async () => {
    const { put, get, clock } = await documentAccount({ sweepSeconds: 3600 });
    await put({ ...key('old'), expiresAt: clock.now() / 1000 + 60 });
    await clock.advanceBy(3_599_000);
    expect(await get('old')).toBeDefined();
    await clock.advanceBy(1000);
    expect(await get('old')).toBeUndefined();
  });
});
