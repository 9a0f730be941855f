import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { testTable } from '../audit/context.fixture.ts';
import { readChain } from '../audit/store.ts';
import { commit } from '../commit.ts';
import { documentClient, RecordChanged } from '../table.ts';
import { serviceRecord as service } from './record.fixture.ts';
import {
  listServices,
  readService,
  resolveService,
  saveService,
  serviceUnchanged,
  serviceWrites,
} from './store.ts';

const saved = { words: 'Registered.' };

describe('a stored service', () => {
  it('is read as it was written, with the head of its chain', async () => {
    const context = (await testTable()).context();
    const { head } = await saveService(context, undefined, service('shop'), saved);
    expect(await readService(context, 'production', 'shop')).toEqual({ ...service('shop'), head });
    await expect(readService(context, 'staging', 'shop')).rejects.toThrow(
      "No service 'shop' is registered in staging",
    );
  });

  it('is listed in its environment', async () => {
    const context = (await testTable()).context();
    await saveService(context, undefined, service('shop'), saved);
    await saveService(context, undefined, service('basket'), saved);
    await saveService(context, undefined, service('shop', 'staging'), saved);
    expect((await listServices(context, 'production')).map(({ name }) => name)).toEqual(['basket', 'shop']);
  });

  it('may be left out where it is the only one', async () => {
    const context = (await testTable()).context();
    await expect(resolveService(context, 'production', undefined)).rejects.toMatchObject({
      name: 'NotFound',
    });
    await saveService(context, undefined, service('shop'), saved);
    expect((await resolveService(context, 'production', undefined)).name).toBe('shop');
    await saveService(context, undefined, service('basket'), saved);
    expect((await resolveService(context, 'production', 'basket')).name).toBe('basket');
    await expect(resolveService(context, 'production', undefined)).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [{ field: 'service', allowed: 'one of basket, shop' }] },
    });
  });

  it('holds up a transaction that builds on it as it was', async () => {
    const context = (await testTable()).context();
    await saveService(context, undefined, service('shop'), saved);
    const read = await readService(context, 'production', 'shop');
    const check = () =>
      documentClient(context).send(
        new TransactWriteCommand({ TransactItems: [serviceUnchanged(context, read)] }),
      );
    await check();
    await saveService(context, read, { ...read, alarms: ['a'] }, saved);
    await expect(check()).rejects.toMatchObject({ name: 'TransactionCanceledException' });
  });

  it("changes within another resource's transaction and keeps its own chain", async () => {
    const context = (await testTable()).context();
    await saveService(context, undefined, service('shop'), saved);
    const before = await readService(context, 'production', 'shop');
    const promote = (id: string) =>
      commit(context, {
        resource: `deployment/${id}`,
        head: undefined,
        item: {},
        words: 'Promoted.',
        more: serviceWrites(context, before, { ...before, alarms: [id] }, `${id} is live.`),
      });
    await promote('a');
    await expect(promote('b')).rejects.toThrow(RecordChanged);
    const { head, ...after } = await readService(context, 'production', 'shop');
    expect(after).toEqual({ ...service('shop'), alarms: ['a'] });
    const chain = await readChain(context, 'service/production/shop');
    expect(chain.records.map(({ record }) => record.words)).toEqual(['Registered.', 'a is live.']);
    expect(chain).toMatchObject({ head, misfiled: [] });
  });
});
