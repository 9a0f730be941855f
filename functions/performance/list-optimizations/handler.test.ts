import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENVIRONMENT } from '../../../test/flows/service.ts';
import { functionHouse, type PerformanceHouse } from '../performance.fixture.ts';

let house: PerformanceHouse;
beforeAll(async () => {
  house = await functionHouse({ requestsPerSecond: 0.01 });
});
afterAll(() => house.close());

describe('list_optimizations', () => {
  it('is empty before anything was applied, and refuses a service that is not registered', async () => {
    expect(await house.list()).toMatchObject({ optimizations: [], more: 0, ledger: { applied: 0 } });
    const wrong = house.installation.developer.list_optimizations({
      environment: ENVIRONMENT,
      service: 'no',
    });
    await expect(wrong).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('shows how far one is, as viewers may see it', async () => {
    await house.optimize({ autoApply: true });
    await house.minutes(2);
    const viewer = house.installation.as('viewer');
    const { optimizations, ledger } = await viewer.list_optimizations({ environment: ENVIRONMENT });
    expect(optimizations).toMatchObject([
      {
        service: 'prices',
        rule: 'function-memory-spare',
        state: 'DEPLOYING',
        version: '3',
        deploymentId: expect.stringMatching(/^dep-/),
      },
    ]);
    expect(ledger).toMatchObject({ applied: 0, undone: 0, failed: 0 });
  });
});
