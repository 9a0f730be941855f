import { afterEach, describe, expect, it } from 'vitest';
import { functionHouse, type PerformanceHouse } from '../../functions/performance/performance.fixture.ts';
import { deploymentOf } from './deployment.ts';

let house: PerformanceHouse;
afterEach(() => house.close());

const latest = () => house.account.lambda.describe('prices');

/** What was begun, once its deployment is over. */
async function settled(optimizationId = '') {
  await house.minutes(2);
  const { optimizations } = await house.list();
  const one = optimizations.find((candidate) => candidate.optimizationId === optimizationId);
  if (one?.deploymentId) await deploymentOf(house.service, one.deploymentId).end();
  return (await house.list()).optimizations.find((candidate) => candidate.optimizationId === optimizationId);
}

describe('a function with four times the memory that it uses', () => {
  it('is told so, with effect, risk and the way back, and nothing is changed', async () => {
    house = await functionHouse();
    const answer = await house.optimize();
    expect(answer.services).toHaveLength(1);
    const [service] = answer.services;
    expect(service?.setting).toEqual({ version: '1', memoryMb: 1024, timeoutSeconds: 10 });
    expect(service?.bottleneck.name).toBe('NONE');
    expect(service?.recommendations).toMatchObject([
      {
        rule: 'function-memory-spare',
        change: { type: 'function-setting', memoryMb: 512 },
        risk: { level: 'LOW' },
        apply: { code: 'CHOSEN' },
      },
    ]);
    expect(answer).not.toHaveProperty('plan');
    expect(house.account.lambda.shares('prices', 'live')).toEqual({ 1: 1 });
  });

  it('gets half of it as a canary, which is promoted, and a week later its effect is measured', async () => {
    house = await functionHouse();
    const planned = await house.optimize({ autoApply: true, dryRun: true });
    const begun = await house.optimize({ autoApply: true });
    expect(begun.plan).toEqual(planned.plan);
    const applied = await settled(begun.optimization?.optimizationId);
    expect(applied).toMatchObject({ state: 'APPLIED', version: '3' });
    expect(house.account.lambda.shares('prices', 'live')).toEqual({ 3: 1 });
    expect(latest()).toMatchObject({ memory: 1024, timeoutSeconds: 10 });
    const again = await house.optimize({ autoApply: true });
    expect(again.optimization).toBeUndefined();
    expect(again.services[0]?.ledger).toMatchObject({ applied: 1, measured: 0 });
    await house.service.traffic.stop();
    await house.appliedEarlier(8);
    const later = await house.optimize();
    expect(later.services[0]?.ledger).toMatchObject({ applied: 1, measured: 1 });
    expect((await house.list()).optimizations[0]?.realised).toMatchObject([
      { metric: 'cost', verdict: 'AS_ESTIMATED', realised: expect.closeTo(-44, 0) },
      { metric: 'latency', verdict: 'AS_ESTIMATED', realised: expect.closeTo(0, 0) },
    ]);
  });

  it('keeps it where it computes: the canary is slower, and is rolled back', async () => {
    house = await functionHouse({ made: { versions: ['computing', 'computing'] } });
    const begun = await house.optimize({ autoApply: true });
    const undone = await settled(begun.optimization?.optimizationId);
    expect(undone).toMatchObject({ state: 'UNDONE', version: '3' });
    expect(undone?.words).toMatch(/ROLLED_BACK/);
    expect(house.account.lambda.shares('prices', 'live')).toEqual({ 1: 1 });
    expect(latest()).toMatchObject({ memory: 1024 });
    const again = await house.optimize({ autoApply: true });
    expect(again.applied).toMatch(/tried it less than a month ago/);
  });
});

describe('a function whose $LATEST is other code', () => {
  it('is not revised, and the answer says what differs', async () => {
    house = await functionHouse({ made: { versions: ['good', 'slow'] } });
    house.account.lambda.updateFunctionCode('prices', { handler: async () => 'other' });
    const answer = await house.optimize({ autoApply: true });
    expect(answer.optimization).toBeUndefined();
    expect(answer.applied).toMatch(/differs from version 1 .*CodeSha256/);
  });
});
