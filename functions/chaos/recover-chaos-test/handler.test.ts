import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep } from '../../../test/flows/step.ts';
import { stopChaos } from '../execution.ts';
import { type ChaosHouse, chaosHouse } from '../house.fixture.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse();
});
afterAll(() => house.close());

const recover = (experimentId: string) =>
  runStep(house.installation, 'recover_chaos_test', { experimentId, cause: 'DEADLINE_PASSED' });

describe('recover_chaos_test', () => {
  it('has everything taken back when the execution dies, and again does nothing', async () => {
    const id = await house.start('cpu-stress');
    await house.reach(id, 'INJECTED');
    await stopChaos(house.context, id, 'Killed.');
    expect(await house.end(id)).toMatchObject({ verdict: 'INCONCLUSIVE' });
    expect(house.leftovers()).toEqual([]);
    expect(await recover(id)).toEqual({});
  });

  it('does nothing for a run that there never was', async () => {
    expect(await recover('exp-0123456789ab')).toEqual({});
  });
});
