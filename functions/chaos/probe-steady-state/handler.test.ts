import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChaosHouse, chaosHouse } from '../house.fixture.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse({ version: 'needs-payments' });
});
afterAll(() => house.close());

describe('probe_steady_state', () => {
  it('tells a weakness of a service that needs what was cut', async () => {
    const run = await house.end(await house.start('dependency-cut'));
    expect(run).toMatchObject({ verdict: 'WEAKNESS', words: expect.stringContaining('errors: 1') });
    expect(house.leftovers()).toEqual([]);
  });

  it('lets nothing be injected into a service that is not steady', async () => {
    const run = await house.end(await house.start('dependency-cut'));
    expect(run).toMatchObject({ verdict: 'INVALID_BASELINE' });
    expect(run.targets).not.toEqual([]);
    expect(house.leftovers()).toEqual([]);
  });
});
