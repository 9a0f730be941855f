import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ChaosHouse, chaosHouse } from '../../functions/chaos/house.fixture.ts';

let house: ChaosHouse;
beforeEach(async () => {
  house = await chaosHouse();
});
afterEach(() => house.close());

describe('an experiment', () => {
  it('stops a task, sees it in telemetry, and shows that the service holds', async () => {
    const { plan } = await house.as('developer').run_chaos_test({
      experiment: 'task-stop',
      environment: 'production',
      service: 'shop',
      dryRun: true,
    });
    expect(plan).toMatchObject({ go: true, injector: 'fis', affectedShare: 1 / 3 });
    expect(plan.targets).toHaveLength(1);
    const run = await house.end(await house.start('task-stop'));
    expect(run, JSON.stringify(run)).toMatchObject({ verdict: 'HELD', faultObserved: true });
    expect(house.leftovers()).toEqual([]);
    expect(house.tasks()).toBe(3);
  });
});
