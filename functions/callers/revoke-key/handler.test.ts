import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KeyHouse, keyHouse } from '../keys.fixture.ts';

const DAY_MS = 86_400_000;
const LIST = ['list_services', { environment: 'production' }] as const;
let house: KeyHouse;
beforeAll(async () => {
  house = await keyHouse();
}, 60_000);
afterAll(() => house.installation.close());

describe('revoke_key', () => {
  it('closes every door at the next call', async () => {
    const { key = '', record } = await house.make();
    expect((await house.call(key, ...LIST)).status).toBe(200);
    const revoked = await house.admin.revoke_key({ keyId: record.id });
    expect(revoked.record).toMatchObject({ state: 'REVOKED', revokedBy: expect.stringContaining('/admin') });
    const { status, body } = await house.call(key, ...LIST);
    expect(status).toBe(401);
    expect(body['detail']).toBe('The key for pipeline of orders is REVOKED.');
  });

  it('leaves a revoked key as it was revoked first, and knows no other', async () => {
    const { record } = await house.make();
    const first = await house.admin.revoke_key({ keyId: record.id });
    await house.installation.clock.advanceBy(1000);
    expect(await house.admin.revoke_key({ keyId: record.id })).toEqual(first);
    await expect(house.admin.revoke_key({ keyId: '0'.repeat(22) })).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  it('is not needed for a key that has ended', async () => {
    const { key = '' } = await house.make({ days: 1 });
    await house.installation.clock.advanceBy(DAY_MS);
    const { status, body } = await house.call(key, ...LIST);
    expect(status).toBe(401);
    expect(body['detail']).toContain('EXPIRED');
  });
});
