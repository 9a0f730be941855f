import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSlo } from '../../slo-record.ts';
import { DOCUMENT, ENVIRONMENT, type OrdersHouse, ordersHouse } from '../slos.fixture.ts';
import { saveSlos } from '../store.ts';

let orders: OrdersHouse;
beforeAll(async () => {
  orders = await ordersHouse();
});
afterAll(() => orders.close());

const set = (input: { document?: string; remove?: string[]; dryRun?: boolean }, idempotencyKey?: string) =>
  orders.developer.set_slo(
    { environment: ENVIRONMENT, ...input },
    { ...(idempotencyKey && { idempotencyKey }) },
  );
const other = DOCUMENT.replace('name: orders,', 'name: other,');
const kept = (name: string) => findSlo(orders.context, { environment: ENVIRONMENT, name });

describe('set_slo', () => {
  it('keeps versions, in the audit too, and leaves other objectives alone', async () => {
    expect(await set({ document: DOCUMENT })).toMatchObject({
      applied: false,
      objectives: [{ objective: 'orders', change: 'unchanged', version: 1 }],
    });
    const both = `${DOCUMENT.replace('target: 0.99', 'target: 0.995')}---\n${other}`;
    const answer = await set({ document: both }, 'twice');
    expect(answer.objectives.map(({ objective, change, version }) => [objective, change, version])).toEqual([
      ['orders', 'changed', 2],
      ['other', 'added', 1],
    ]);
    expect(await set({ document: both }, 'twice')).toEqual(answer);
    const { records } = await orders.as('viewer').list_audit({ resource: `slo/${ENVIRONMENT}/orders` });
    expect(records.map(({ words }) => words).sort()).toEqual([
      'Version 1 was set: orders: 99% of events are good over the last 30d.',
      'Version 2 was set: orders: 99.5% of events are good over the last 30d.',
    ]);
    expect((await kept('other'))?.version).toBe(1);
  });

  it('changes nothing in a dry run, and nothing of a text of which a part is wrong', async () => {
    const changed = DOCUMENT.replace('target: 0.99', 'target: 0.9');
    expect(await set({ document: changed, dryRun: true })).toMatchObject({
      applied: false,
      objectives: [{ change: 'changed', version: 3 }],
    });
    await expect(
      set({ document: `${changed}---\n${other.replace('kind: SLO', 'kind: SLOW')}` }),
    ).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: {
        violations: [
          {
            field: 'kind',
            problem: 'is "SLOW", which is not read (line 16, column 1)',
            allowed: expect.any(String),
          },
        ],
      },
    });
    expect((await kept('orders'))?.version).toBe(2);
  });

  it('warns of what it finds in the metrics, and of a service that nobody registered', async () => {
    const { objectives } = await set({ document: DOCUMENT, dryRun: true });
    const warnings = objectives[0]?.findings.filter(({ level }) => level === 'warning');
    expect(warnings?.map(({ check }) => check)).toEqual(['registered', 'data']);
  });

  it.each<[string, Parameters<typeof set>[0], string]>([
    ['nothing', {}, 'document'],
    ['a text that is none', { document: 'a: [' }, 'document'],
    ['what it sets and removes', { document: other, remove: ['other'] }, 'remove'],
  ])('refuses %s', async (_what, input, field) => {
    await expect(set(input)).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [expect.objectContaining({ field })] },
    });
  });

  it('refuses to remove what is not there, and more than fits into one transaction', async () => {
    await expect(set({ remove: ['nothing'] })).rejects.toMatchObject({ name: 'NotFound' });
    const many = Array.from({ length: 26 }, (_, n) => DOCUMENT.replace('name: orders,', `name: o${n},`));
    await expect(set({ document: many.join('---\n') })).rejects.toMatchObject({ name: 'InvalidInput' });
  });

  it('writes over nobody', async () => {
    const before = await kept('orders');
    if (!before) throw new Error('It is set.');
    await set({ document: DOCUMENT });
    const late = { before, record: before, words: 'late' };
    await expect(saveSlos(orders.context, [late])).rejects.toMatchObject({ name: 'RecordChanged' });
  });

  it('goes on where it was when what was removed is set again', async () => {
    await set({ remove: ['other'] });
    await expect(set({ remove: ['other'] })).rejects.toMatchObject({ name: 'NotFound' });
    expect(await set({ document: other })).toMatchObject({ objectives: [{ change: 'added', version: 3 }] });
  });
});
