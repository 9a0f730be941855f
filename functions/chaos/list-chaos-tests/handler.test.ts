import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChaosHouse, chaosHouse } from '../house.fixture.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse();
});
afterAll(() => house.close());

describe('list_chaos_tests', () => {
  it('lists by service and month, and what held as regressions', async () => {
    const id = await house.end(await house.start('task-stop')).then(({ experimentId }) => experimentId);
    const list = async (input: object) =>
      (await house.as('viewer').list_chaos_tests(input)).runs.map(({ experimentId }) => experimentId);
    expect(await list({ environment: 'production', service: 'shop' })).toEqual([id]);
    expect(await list({ month: '2026-01', verdict: 'HELD' })).toEqual([id]);
    expect(await list({ regressions: true })).toEqual([id]);
    expect(await list({ regressions: true, experiment: 'latency' })).toEqual([]);
    await expect(list({ service: 'shop' })).rejects.toMatchObject({ name: 'InvalidInput' });
  });
});
