import { afterEach, describe, expect, it } from 'vitest';
import { install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { ENVIRONMENT } from '../../../test/flows/service.ts';
import { type FunctionHouse, functionHouse, houseOf, type PerformanceHouse } from '../performance.fixture.ts';

let house: PerformanceHouse;
afterEach(() => house.close());

const quiet = (setting: FunctionHouse = {}) => functionHouse({ requestsPerSecond: 0.01, ...setting });
const analysed = async (input: object = {}) => {
  const [service] = (await house.optimize(input)).services;
  if (!service) throw new Error('It was analysed.');
  return service;
};

describe('optimize_performance', () => {
  it('holds each metric against the same weekday and hours of four weeks', async () => {
    house = await quiet({ hour: (ago) => (ago <= 24 ? { milliseconds: 300 } : {}) });
    const { metrics, bottleneck, notSeen } = await analysed();
    const of = (name: string) => metrics.find(({ metric }) => metric === name);
    expect(of('latency')).toMatchObject({
      verdict: 'WORSE',
      value: expect.closeTo(300, -1),
      baseline: { median: 120, weeks: 4 },
    });
    expect(of('throughput')).toMatchObject({ verdict: 'NORMAL' });
    expect(of('cpu')).toMatchObject({ verdict: 'NO_DATA' });
    expect(of('cold-starts')).toMatchObject({ verdict: 'NO_BASELINE' });
    expect(bottleneck).toMatchObject({
      name: 'DEPENDENCY_OR_CODE',
      evidence: expect.stringContaining('300 ms'),
    });
    expect(notSeen).toEqual(['cpu: CloudWatch does not measure it of a function.']);
  });

  it('names requests that are turned away before everything else, and what is reserved as the reason', async () => {
    house = await quiet({
      hour: (ago) => (ago <= 24 ? { throttles: 4000, concurrency: 10, milliseconds: 300 } : {}),
    });
    house.account.lambda.reserveConcurrency('prices', 10);
    const { bottleneck, recommendations } = await analysed();
    expect(bottleneck.name).toBe('CONCURRENCY');
    expect(recommendations[0]).toMatchObject({
      rule: 'function-reserved-short',
      change: { type: 'reserved-concurrency', executions: 15 },
      apply: { code: 'ADVICE_ONLY' },
    });
  });

  it('looks only at what it is asked for, and says what it cost', async () => {
    house = await quiet();
    const answer = await house.optimize({ metrics: ['errors', 'throttles'] });
    expect(answer.services[0]?.metrics.map(({ metric }) => metric)).toEqual(['errors', 'throttles']);
    expect(answer.services[0]?.recommendations).toEqual([]);
    expect(answer.spent).toMatchObject({ logBytes: 0, metrics: 48 });
    expect(answer.spent.dollars).toBeCloseTo(0.00048, 6);
  });

  it('says NO_DATA of a function that nothing is known of', async () => {
    const installation = await install();
    const service = await pricing(installation, { name: 'prices', requestsPerSecond: 0 });
    house = houseOf(installation, service);
    const { metrics, bottleneck, recommendations, notSeen } = await analysed();
    expect(metrics.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 8 }, () => 'NO_DATA'));
    expect(bottleneck.name).toBe('NO_DATA');
    expect(recommendations).toEqual([]);
    expect(notSeen.join('\n')).toMatch(/memory, cold-starts: Logs Insights did not answer/);
  });

  it('tells of services that it could not read beside those that it could', async () => {
    house = await quiet();
    await pricing(house.installation, { name: 'lanes', requestsPerSecond: 0.01 });
    house.account.lambda.deleteFunction('lanes');
    const answer = await house.installation.developer.optimize_performance({ environment: ENVIRONMENT });
    expect(answer.services.map(({ service }) => service)).toEqual(['prices']);
    expect(answer.notSeen).toEqual(['lanes: ResourceNotFoundException.']);
  });

  it('applies nothing by a dry run, once for a repeated call, and one change at a time', async () => {
    house = await quiet();
    const dry = await house.optimize({ autoApply: true, dryRun: true });
    expect(dry.optimizationId).toBeUndefined();
    expect((await house.kept()).optimizations).toEqual([]);
    const first = await house.optimize({ autoApply: true }, 'once');
    expect(first.plan).toEqual(dry.plan);
    expect(await house.optimize({ autoApply: true }, 'once')).toEqual(first);
    await house.minutes(1);
    const second = await house.optimize({ autoApply: true });
    expect(second.optimizationId).toBeUndefined();
    expect(second.applied).toMatch(/is under way/);
    expect((await house.kept()).optimizations).toHaveLength(1);
  });

  it('writes down what became of earlier ones, but not by a dry run, and not twice where somebody was faster', async () => {
    house = await quiet();
    await house.optimize({ autoApply: true });
    await house.minutes(2);
    const { account, installation } = house;
    const state = async () => (await house.kept()).optimizations[0]?.state;
    const deploymentId = (await house.list()).optimizations[0]?.deploymentId ?? '';
    await installation.developer.abort_deployment({ deploymentId });
    await house.minutes(10);
    expect((await house.optimize({ dryRun: true })).services[0]?.ledger).toMatchObject({ undone: 1 });
    expect(await state()).toMatchObject({ name: 'DEPLOYING' });
    const principal = '*operate-run-optimize-performance*';
    const CancellationReasons = [{ Code: 'ConditionalCheckFailed' }];
    account.faults.add({
      match: { command: 'TransactWriteItems', principal },
      effect: 'error-before',
      error: { name: 'TransactionCanceledException', statusCode: 400, members: { CancellationReasons } },
      times: 1,
    });
    let queries = 0;
    account.faults.add({
      match: { command: 'StartQuery', principal },
      effect: 'observe-before',
      observe: () => void queries++,
    });
    expect((await house.optimize()).services[0]?.ledger).toMatchObject({ undone: 1 });
    expect(queries).toBe(1);
    expect(await state()).toMatchObject({ name: 'DEPLOYING' });
    await house.optimize();
    expect(await state()).toMatchObject({ name: 'UNDONE' });
  });

  it('does not apply again what a person took back after it was promoted', async () => {
    house = await quiet();
    await house.optimize({ autoApply: true });
    await house.minutes(2);
    const deploymentId = (await house.list()).optimizations[0]?.deploymentId ?? '';
    await house.installation.developer.abort_deployment({ deploymentId });
    await house.minutes(10);
    // As if it had been promoted, and the alias set back since.
    await house.appliedEarlier(8);
    const after = await house.optimize({ autoApply: true });
    expect(after.optimizationId).toBeUndefined();
    expect(after.services[0]?.ledger).toMatchObject({ applied: 0, undone: 1 });
    expect((await house.list()).optimizations[0]).toMatchObject({
      state: 'UNDONE',
      words: 'Another size serves.',
    });
    expect((await house.optimize({ autoApply: true })).optimizationId).toBeUndefined();
  });

  it('begins no further services once those before took long, and says which', async () => {
    house = await quiet();
    const more = ['lanes', 'routes', 'stops', 'tariffs'];
    for (const name of more) await pricing(house.installation, { name, requestsPerSecond: 0 });
    house.account.faults.add({
      match: { command: 'GetFunctionConfiguration', principal: '*operate-run-optimize-performance*' },
      effect: 'latency',
      milliseconds: 3_500,
    });
    const { services, notSeen } = await house.installation.developer.optimize_performance({
      environment: ENVIRONMENT,
    });
    expect(services).toHaveLength(4);
    expect(notSeen).toEqual([expect.stringContaining('there was no time for it; name it.')]);
  });

  it('applies nothing of more than low risk, and says why', async () => {
    house = await quiet({ registration: { criteria: { responseTime: '<150ms' } } });
    const answer = await house.optimize({ autoApply: true });
    expect(answer.services[0]?.recommendations[0]).toMatchObject({ risk: { level: 'MEDIUM' } });
    expect(answer.applied).toMatch(/could become 240 ms, which is more than 150 ms/);
  });

  it('asks a second person where the service does', async () => {
    house = await quiet({ registration: { approvalRequired: true } });
    await house.optimize({ autoApply: true });
    await house.minutes(2);
    const [one] = (await house.list()).optimizations;
    expect(one).toMatchObject({ state: 'DEPLOYING' });
    const { developer } = house.installation;
    const { deployment } = await developer.get_deployment({ deploymentId: one?.deploymentId ?? '' });
    expect(deployment.state).toBe('AWAITING_APPROVAL');
  });
});
