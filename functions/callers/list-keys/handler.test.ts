import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KeyHouse, keyHouse } from '../keys.fixture.ts';

let house: KeyHouse;
beforeAll(async () => {
  house = await keyHouse();
}, 60_000);
afterAll(() => house.installation.close());

describe('list_keys', () => {
  it('shows all keys, newest first, and nothing that one could be made from', async () => {
    const first = await house.make({ name: 'first' });
    await house.installation.clock.advanceBy(1000);
    const second = await house.make({ name: 'second', services: ['orders'] });
    await house.admin.revoke_key({ keyId: first.record.id });
    const { keys } = await house.admin.list_keys({});
    expect(keys.map(({ name, state }) => [name, state])).toEqual([
      ['second', 'ACTIVE'],
      ['first', 'REVOKED'],
    ]);
    const secret = second.key?.slice(-43) ?? '';
    expect(JSON.stringify(keys)).not.toContain(secret);
    expect(JSON.stringify(keys)).not.toContain('hash');
    expect((await house.admin.list_keys({ state: 'REVOKED' })).keys).toHaveLength(1);
  });
});
