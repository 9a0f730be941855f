import { afterEach, describe, expect, it } from 'vitest';
import { pairHouse } from '../../functions/performance/pair.fixture.ts';
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
    const applied = await settled(begun.optimizationId);
    expect(applied).toMatchObject({ state: 'APPLIED', version: '3' });
    expect(house.account.lambda.shares('prices', 'live')).toEqual({ 3: 1 });
    expect(latest()).toMatchObject({ memory: 1024, timeoutSeconds: 10 });
    const again = await house.optimize({ autoApply: true });
    expect(again.optimizationId).toBeUndefined();
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
    const undone = await settled(begun.optimizationId);
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
    expect(answer.optimizationId).toBeUndefined();
    expect(answer.applied).toMatch(/differs from version 1 .*CodeSha256/);
  });
});

describe('a pair of ECS services', () => {
  let pair: Awaited<ReturnType<typeof pairHouse>>;
  const sizeOf = () => {
    const { pair: made } = pair.shop;
    const side = pair.shop.shares().blue === 100 ? 'blue' : 'green';
    const { ecs } = pair.account.users;
    const { lastCompleted } = ecs.service(made.cluster, made.sides[side].serviceName);
    const { cpu, memory } = ecs.definitions.find(lastCompleted?.taskDefinitionArn) ?? {};
    return { cpu, memory };
  };

  it('whose tasks use a fifth of what they have gets half of it, and keeps it', async () => {
    pair = await pairHouse();
    house = pair;
    const begun = await pair.optimize({ autoApply: true });
    expect(begun.services[0]?.recommendations).toMatchObject([
      {
        rule: 'task-size-spare',
        change: { type: 'task-size', cpu: 512, memoryMb: 1024 },
        risk: { level: 'LOW' },
      },
    ]);
    const applied = await settled(begun.optimizationId);
    expect(applied).toMatchObject({ state: 'APPLIED', version: 'prices:2' });
    expect(pair.shop.shares()).toEqual({ blue: 0, green: 100 });
    expect(sizeOf()).toEqual({ cpu: '512', memory: '1024' });
  });

  it('that uses all of its CPU gets more of it, is told what that costs, and goes back by one call', async () => {
    pair = await pairHouse({ size: { cpu: '256', memory: '512' }, used: { cpu: 92, memory: 60 } });
    house = pair;
    const begun = await pair.optimize({ autoApply: true, timeWindow: '1h' });
    expect(begun.services[0]?.bottleneck.name).toBe('CPU');
    expect(begun.services[0]?.recommendations[0]).toMatchObject({
      rule: 'task-size-short',
      change: { type: 'task-size', cpu: 512, memoryMb: 1024 },
      saving: { expected: expect.any(Number) },
    });
    const applied = await settled(begun.optimizationId);
    expect(applied).toMatchObject({ state: 'APPLIED' });
    const { deployment } = await pair.installation.developer.rollback_deployment({
      deploymentId: applied?.deploymentId ?? '',
    });
    await deploymentOf(pair.service, deployment?.deploymentId ?? '').end();
    expect(sizeOf()).toEqual({ cpu: '256', memory: '512' });
  });
});
