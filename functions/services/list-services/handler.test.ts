import { describe, expect, it } from 'vitest';
import { testTable } from '../../audit/context.fixture.ts';
import { serviceRecord } from '../record.fixture.ts';
import { saveService } from '../store.ts';
import { definition } from './definition.ts';
import { handler } from './handler.ts';

describe('list_services', () => {
  it('lists the services of an environment by name, with what serves and until when the spare is warm', async () => {
    const table = await testTable();
    const live = {
      pinned: { kind: 'lambda-version', label: '2026.1', version: '7' },
      deploymentId: 'dep-1',
      promotedAt: '2026-01-01T00:00:00.000Z',
    } as const;
    const spare = { pinned: live.pinned, deploymentId: 'dep-1', closesAt: '2026-01-01T01:00:00.000Z' };
    const saved = { words: 'Registered.' };
    await saveService(table.context(), undefined, { ...serviceRecord('shop'), live, spare }, saved);
    await saveService(table.context(), undefined, serviceRecord('basket'), saved);
    const answer = await handler({ environment: 'production' }, table.contextOf(definition));
    const registeredAt = '2026-01-01T00:00:00.000Z';
    expect(answer.services).toEqual([
      { name: 'basket', type: 'lambda-alias', registeredAt },
      {
        name: 'shop',
        type: 'lambda-alias',
        live: '2026.1',
        spareUntil: '2026-01-01T01:00:00.000Z',
        registeredAt,
      },
    ]);
    expect(definition.output.parse(answer)).toEqual(answer);
    expect(table.unused(definition)).toEqual([]);
  });

  it('lists nothing where nothing is registered', async () => {
    const calls = (await testTable()).contextOf(definition);
    expect(await handler({ environment: 'production' }, calls)).toEqual({ services: [] });
  });
});
