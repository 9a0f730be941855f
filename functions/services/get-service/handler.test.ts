import { describe, expect, it } from 'vitest';
import { testTable } from '../../audit/context.fixture.ts';
import { serviceRecord } from '../record.fixture.ts';
import { saveService } from '../store.ts';
import { definition } from './definition.ts';
import { handler } from './handler.ts';

describe('get_service', () => {
  it('shows a service without the head of its chain', async () => {
    const table = await testTable();
    const record = serviceRecord('shop');
    await saveService(table.context(), undefined, record, { words: 'Registered.' });
    const answer = await handler({ environment: 'production', service: 'shop' }, table.contextOf(definition));
    expect(answer).toEqual(record);
    expect(definition.output.parse(answer)).toEqual(answer);
  });

  it('finds the only service without its name', async () => {
    const table = await testTable();
    await saveService(table.context(), undefined, serviceRecord('shop'), { words: 'Registered.' });
    const calls = table.contextOf(definition);
    expect((await handler({ environment: 'production' }, calls)).name).toBe('shop');
    expect(table.unused(definition)).toEqual([]);
  });

  it('says which service is not registered', async () => {
    const calls = (await testTable()).contextOf(definition);
    await expect(handler({ environment: 'production', service: 'shop' }, calls)).rejects.toMatchObject({
      name: 'NotFound',
      message: expect.stringContaining("'shop'"),
    });
  });
});
