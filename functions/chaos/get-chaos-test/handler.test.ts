import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChaosHouse, chaosHouse } from '../house.fixture.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse();
});
afterAll(() => house.close());

describe('get_chaos_test', () => {
  it('shows a run from its plan to its verdict', async () => {
    const id = await house.start('task-stop');
    const { run } = await house.as('viewer').get_chaos_test({ experimentId: id });
    expect(run).toMatchObject({ experimentId: id, fault: 'task-stop', service: 'shop' });
    expect(await house.end(id)).toMatchObject({ state: 'ENDED', faultObserved: true, score: '3 of 3' });
    const unknown = house.as('viewer').get_chaos_test({ experimentId: 'exp-0123456789ab' });
    await expect(unknown).rejects.toMatchObject({ name: 'NotFound' });
  });
});
