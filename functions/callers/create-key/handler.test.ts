import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KeyHouse, keyHouse } from '../keys.fixture.ts';

let house: KeyHouse;
beforeAll(async () => {
  house = await keyHouse();
}, 60_000);
afterAll(() => house.installation.close());

const STOP = {
  environment: 'production',
  freeze: { kind: 'stop-the-line', stopped: true, reason: 'A test.' },
};
const freezing = (service: string, environment = 'production') => ({ ...STOP, environment, service });

describe('an API key', () => {
  it('opens what its roles are for, under its own name, and says so in the audit', async () => {
    const { key = '', record } = await house.make();
    expect((await house.call(key, 'list_services', { environment: 'production' })).status).toBe(200);
    expect((await house.call(key, 'set_freeze', STOP)).status).toBe(200);
    const { records } = await house.admin.list_audit({ resource: 'freeze/production' });
    expect(records[0]?.caller).toBe(`key:${record.id}@${record.madeBy}`);
    expect((await house.call(key, 'set_alerting', { document: 'channels: []' })).status).toBe(403);
  });

  it('is shown once: a repeated call gets its record alone', async () => {
    const { record } = await house.make({}, 'once');
    expect(await house.make({}, 'once')).toEqual({ record });
  });

  it('is for its environments and services only', async () => {
    const { key = '' } = await house.make({ environments: ['staging'], services: ['orders'] });
    expect((await house.call(key, 'set_freeze', freezing('orders'))).status).toBe(403);
    expect((await house.call(key, 'set_freeze', freezing('toys', 'staging'))).status).toBe(403);
    expect((await house.call(key, 'set_freeze', freezing('orders', 'staging'))).status).toBe(404);
  });

  it('approves nothing, and makes no keys, whatever its roles are', async () => {
    const { key = '' } = await house.make();
    expect((await house.call(key, 'create_key', { name: 'another', roles: ['admin'] })).status).toBe(403);
    const admin = await house.make({ roles: ['admin'] });
    const refused = await house.call(admin.key ?? '', 'create_key', { name: 'another', roles: ['viewer'] });
    expect(refused).toMatchObject({ status: 403, body: { detail: 'Programs make no keys.' } });
    const approval = { deploymentId: 'dep-0123456789ab', planHash: 'a'.repeat(64) };
    expect((await house.call(admin.key ?? '', 'approve', approval)).status).toBe(403);
  });

  it.each([
    ['of another secret', (key: string) => `${key.slice(0, -43)}${'A'.repeat(43)}`],
    ['of another id', (key: string) => key.replace(/^opk_.{22}/, `opk_${'0'.repeat(22)}`)],
    ['cut short', (key: string) => key.slice(0, -1)],
    ['of another form', () => 'opk_admin'],
  ])('%s is nobody’s', async (_what, change) => {
    const { key = '' } = await house.make();
    const { status, body } = await house.call(change(key), 'list_services', { environment: 'production' });
    expect(status).toBe(401);
    expect(body['detail']).toMatch(/^(Nobody holds this key|The credential is neither)/);
  });
});
