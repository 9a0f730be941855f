import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChaosHouse, chaosHouse } from '../house.fixture.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse();
});
afterAll(() => house.close());

describe('stop_chaos_test', () => {
  it('ends a fault at once, takes it back, and is told by the verdict', async () => {
    const id = await house.start('cpu-stress');
    await house.reach(id, 'INJECTED');
    expect(house.leftovers()).not.toEqual([]);
    const { run } = await house.as('operator').stop_chaos_test({ experimentId: id, reason: 'enough' });
    expect(run.state).toBe('RESTORING');
    expect(await house.end(id)).toMatchObject({
      verdict: 'ABORTED',
      words: expect.stringContaining('enough'),
    });
    expect(house.leftovers()).toEqual([]);
    const again = house.as('operator').stop_chaos_test({ experimentId: id });
    await expect(again).rejects.toMatchObject({ name: 'Conflict' });
  });
});
