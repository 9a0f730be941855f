import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep } from '../../../test/flows/step.ts';
import { type ChaosHouse, chaosHouse } from '../house.fixture.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse();
});
afterAll(() => house.close());

describe('conclude_chaos_test', () => {
  it('opens an incident when the fault could not be taken back', async () => {
    const id = await house.start('cpu-stress');
    await house.reach(id, 'INJECTED');
    await house.as('operator').stop_chaos_test({ experimentId: id });
    await house.reach(id, 'RECOVERING');
    const step = { experimentId: id, unrecovered: true };
    expect(await runStep(house.installation, 'conclude_chaos_test', step)).toMatchObject({
      verdict: 'UNRECOVERED',
    });
    await house.clock.advanceBy(5 * 60_000);
    const { incidents } = await house.as('viewer').list_incidents({ environment: 'production' });
    expect(incidents.map(({ title }) => title).join()).toContain('cpu-stress was not recovered from');
  });
});
