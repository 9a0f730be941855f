import { describe, expect, it } from 'vitest';
import { frozen } from '../../../core/freeze/frozen.ts';
import { testTable } from '../../audit/context.fixture.ts';
import { readChain } from '../../audit/store.ts';
import { commit } from '../../commit.ts';
import { earlierAnswer } from '../../idempotency.ts';
import { RecordChanged } from '../../table.ts';
import { freezeUnchanged, readFreeze } from '../store.ts';
import { definition } from './definition.ts';
import { handler } from './handler.ts';

const stop = { kind: 'stop-the-line', stopped: true, reason: 'orders are lost' } as const;
const start = { kind: 'stop-the-line', stopped: false, reason: 'fixed' } as const;
const year = {
  kind: 'calendar' as const,
  windows: [{ from: '2026-01-01T00:00:00+01:00', to: '2027-01-01T00:00:00Z', reason: 'migration' }],
};

/** A table in which three services are registered in production. */
async function shops() {
  const table = await testTable();
  for (const name of ['shop', 'search', 'basket']) {
    const resource = `service/production/${name}`;
    await commit(table.context(), {
      resource,
      head: undefined,
      item: { record: { environment: 'production', name } },
      words: 'registered',
    });
  }
  return table;
}

describe('set_freeze', () => {
  it('refuses a service that nobody registered, instead of leaving the real one unfrozen', async () => {
    const table = await shops();
    const call = handler(
      { environment: 'production', service: 'shpo', freeze: stop },
      table.contextOf(definition),
    );
    await expect(call).rejects.toMatchObject({
      name: 'NotFound',
      detail: { violations: [{ field: 'service' }] },
    });
    expect((await readFreeze(table.context(), 'production')).head).toBeUndefined();
  });

  it('stops the line of a service, says who did it, and starts it again', async () => {
    const table = await shops();
    const context = table.contextOf(definition);
    const answer = await handler({ environment: 'production', service: 'shop', freeze: stop }, context);
    expect(answer).toMatchObject({ environment: 'production', service: 'shop', frozen: true });
    expect(answer.words).toContain('arn:aws:iam::000000000000:user/ada');
    expect(definition.output.parse(answer)).toEqual(answer);
    const stopped = await readFreeze(context, 'production');
    expect(['shop', 'search'].map((name) => frozen(stopped, name, 0).frozen)).toEqual([true, false]);
    expect(await handler({ environment: 'production', service: 'shop', freeze: start }, context)).toEqual({
      environment: 'production',
      service: 'shop',
      frozen: false,
      words: 'shop in production is open.',
    });
    expect(table.unused(definition)).toEqual([]);
  });

  it('keeps calendar and stops side by side, and environments apart', async () => {
    const table = await shops();
    const context = table.contextOf(definition);
    await handler({ environment: 'production', freeze: year }, context);
    const { until } = await handler({ environment: 'production', service: 'shop', freeze: stop }, context);
    expect(until).toBeUndefined();
    expect(
      await handler({ environment: 'production', service: 'shop', freeze: start }, context),
    ).toMatchObject({ frozen: true, until: '2027-01-01T00:00:00.000Z' });
    expect(frozen(await readFreeze(context, 'staging'), 'shop', table.clock.now())).toEqual({
      frozen: false,
    });
    const cleared = await handler(
      { environment: 'production', freeze: { kind: 'calendar', windows: [] } },
      context,
    );
    expect(cleared.frozen).toBe(false);
    expect(await readFreeze(context, 'production')).toMatchObject({ calendars: [], stops: [] });
  });

  it.each([
    [{ ...year.windows[0], to: '2025-12-31T00:00:00Z' }, 'to'],
    [{ ...year.windows[0], from: '2026-02-30T00:00:00Z' }, 'from'],
    [
      { days: ['Monday' as const], from: '22:00', to: '06:00', timeZone: 'Europe/Atlantis', reason: 'x' },
      'timeZone',
    ],
  ])('refuses the window %j', async (window, field) => {
    const table = await shops();
    const freeze = { kind: 'calendar' as const, windows: [...year.windows, window as never] };
    await expect(
      handler({ environment: 'production', freeze }, table.contextOf(definition)),
    ).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [{ field: `freeze.windows.1.${field}` }] },
    });
    expect((await readFreeze(table.context(), 'production')).head).toBeUndefined();
  });

  it('loses no change of calls at the same time', async () => {
    const table = await shops();
    const context = table.contextOf(definition);
    const services = ['shop', 'search', 'basket'];
    await Promise.all(
      services.map((service) => handler({ environment: 'production', service, freeze: stop }, context)),
    );
    const { stops } = await readFreeze(context, 'production');
    expect(stops.map(({ service }) => service).sort()).toEqual(services.toSorted());
    expect((await readChain(table.context(), 'freeze/production')).records).toHaveLength(3);
  });

  it('remembers its answer for the idempotency key', async () => {
    const table = await shops();
    const context = table.contextOf(definition, { idempotencyKey: 'stop-1' });
    const answer = await handler({ environment: 'production', freeze: stop }, context);
    expect(await earlierAnswer(context)).toEqual(answer);
  });
});

describe('freezeUnchanged', () => {
  it('lets a transaction pass only while the freezes are those that were read', async () => {
    const table = await shops();
    const context = table.context();
    const write = async (id: string, read: Awaited<ReturnType<typeof readFreeze>>) =>
      commit(context, {
        resource: `deployment/${id}`,
        head: undefined,
        item: {},
        words: 'started',
        more: [freezeUnchanged(context, 'production', read)],
      });
    const open = await readFreeze(context, 'production');
    await write('a', open);
    await handler({ environment: 'production', freeze: stop }, context);
    await expect(write('b', open)).rejects.toThrow(RecordChanged);
    await write('b', await readFreeze(context, 'production'));
  });
});
