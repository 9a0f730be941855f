import { describe, expect, it } from 'vitest';
import { findingOf } from '../../../core/health/health.fixture.ts';
import { takeIn } from '../../../core/health/run.ts';
import { testTable } from '../../audit/context.fixture.ts';
import { serviceRecord } from '../../services/record.fixture.ts';
import { saveService } from '../../services/store.ts';
import { EVERY_MINUTES, KEPT_DAYS } from '../kept.ts';
import { listRuns, readWatches, writeRun } from '../store.ts';
import { definition } from './definition.ts';
import { handler } from './handler.ts';

const EVERY_MS = EVERY_MINUTES * 60_000;
const SHOP = serviceRecord('shop');
const ask = { environment: 'production', service: 'shop', hours: 24 };

/** A watched service, and a way to let a run be kept every four minutes. */
async function watched() {
  const table = await testTable();
  const health = { endpoints: [] };
  await saveService(table.context(), undefined, { ...SHOP, health }, { words: 'Registered.' });
  const keep = async (standing: 'GOOD' | 'BAD') => {
    const context = table.context();
    const before = (await readWatches(context, [SHOP]))(SHOP);
    const at = new Date(context.clock.now()).toISOString();
    await writeRun(context, SHOP, before, takeIn(before?.watch, [findingOf('a', standing)], at));
    await table.clock.advanceBy(EVERY_MS);
  };
  return { table, keep, calls: table.contextOf(definition) };
}

describe('get_health_history', () => {
  it('shows the runs, how many there are not, and what fires', async () => {
    const { table, keep, calls } = await watched();
    for (const standing of ['GOOD', 'BAD', 'BAD'] as const) await keep(standing);
    await table.clock.advanceBy(2 * EVERY_MS);
    const answer = await handler({ ...ask, hours: 1 }, calls);
    expect(definition.output.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({ watched: true, firing: ['a'], cut: false });
    expect(answer.summary).toEqual({
      runs: 3,
      expected: 15,
      healthy: 1,
      unhealthy: 2,
      degraded: 0,
      unknown: 0,
    });
    expect(answer.runs.map(({ state, score }) => [state, score])).toEqual([
      ['UNHEALTHY', 40],
      ['UNHEALTHY', 40],
      ['HEALTHY', 100],
    ]);
    expect(table.unused(definition)).toEqual([]);
  });

  it('is read newest first, as much as is asked for, and says that there is more', async () => {
    const { table, keep } = await watched();
    for (let run = 0; run < 4; run += 1) await keep('GOOD');
    const all = await listRuns(table.context(), SHOP, '2020-01-01T00:00:00.000Z', 4);
    expect(all).toMatchObject({ cut: false, runs: { length: 4 } });
    const some = await listRuns(table.context(), SHOP, '2020-01-01T00:00:00.000Z', 3);
    expect(some).toEqual({ cut: true, runs: all.runs.slice(0, 3) });
    expect((await listRuns(table.context(), SHOP, all.runs[1]?.at ?? '', 9)).runs).toEqual(
      all.runs.slice(0, 2),
    );
  });

  it('forgets runs after two weeks', async () => {
    const { table, keep, calls } = await watched();
    await keep('GOOD');
    await table.clock.advanceBy((KEPT_DAYS + 3) * 86_400_000);
    expect((await handler({ ...ask, hours: 336 }, calls)).runs).toEqual([]);
  });

  it('knows nothing of a service that nobody watches, and refuses one that nobody registered', async () => {
    const { calls } = await watched();
    expect(await handler({ ...ask, hours: 1 }, calls)).toMatchObject({ runs: [], firing: [] });
    await expect(handler({ ...ask, service: 'nobody' }, calls)).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('is not overwritten by a run that began from what another one has changed', async () => {
    const { table } = await watched();
    const context = table.context();
    const taken = takeIn(undefined, [], new Date(context.clock.now()).toISOString());
    await writeRun(context, SHOP, undefined, taken);
    await expect(writeRun(context, SHOP, undefined, taken)).rejects.toMatchObject({
      name: 'TransactionCanceledException',
    });
  });
});
