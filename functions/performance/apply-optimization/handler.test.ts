import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pricing } from '../../../test/flows/pricing.ts';
import { runStep } from '../../../test/flows/step.ts';
import { readService, saveService } from '../../services/store.ts';
import { functionHouse, type PerformanceHouse } from '../performance.fixture.ts';
import { savePerformance } from '../store.ts';

let house: PerformanceHouse;
beforeEach(async () => {
  house = await functionHouse({ requestsPerSecond: 0.01 });
});
afterEach(() => house.close());

const FUNCTION = 'operate-run-apply-optimization';
const newest = async () => (await house.kept()).optimizations[0];
const versions = () => house.account.lambda.versionsOf('prices');
const memory = () => house.account.lambda.describe('prices').memory;

/** The service `prices` is the function of `lanes` from then on. */
async function becomeLanes(): Promise<void> {
  const { context } = house.installation;
  const prices = await readService(context, 'production', 'prices');
  const { target } = await readService(context, 'production', 'lanes');
  await saveService(context, prices, { ...prices, target }, { words: 'It is another function.' });
}

describe('apply_optimization', () => {
  it('publishes one version, and gives $LATEST its own memory back before anything is deployed', async () => {
    const seen: number[] = [];
    house.account.faults.add({
      match: { client: 'LambdaClient', command: 'Invoke', principal: `*${FUNCTION}*` },
      effect: 'observe-before',
      observe: () => void seen.push(memory()),
    });
    await house.optimize({ autoApply: true });
    await house.minutes(2);
    expect(seen).toEqual([1024]);
    expect(versions()).toEqual(['1', '2', '3']);
    expect(await newest()).toMatchObject({ state: { name: 'DEPLOYING', version: '3' } });
  });

  it('is given up where the deployment is refused, with everything as it was', async () => {
    await house.installation.developer.set_freeze({
      environment: 'production',
      freeze: { kind: 'stop-the-line', stopped: true, reason: 'Incident.' },
    });
    await house.optimize({ autoApply: true });
    await house.minutes(3);
    expect(await newest()).toMatchObject({
      state: { name: 'FAILED', why: expect.stringContaining('Incident.') },
    });
    expect(memory()).toBe(1024);
    expect(house.account.lambda.shares('prices', 'live')).toEqual({ 1: 1 });
  });

  it('waits for a version that cannot serve yet, and publishes no other', async () => {
    const seen: string[] = [];
    house.account.faults.add({
      match: { client: 'LambdaClient', command: 'PublishVersion' },
      effect: 'alter',
      alter: (output) => {
        seen.push((output as FunctionConfiguration).Version ?? '');
        return { ...output, State: 'Pending' };
      },
      times: 5,
    });
    await house.optimize({ autoApply: true });
    await house.clock.advanceBy(15_000);
    expect(await newest()).toEqual(expect.objectContaining({ state: { name: 'BEGUN' } }));
    await house.minutes(2);
    expect(seen).toEqual(Array.from({ length: 5 }, () => '3'));
    expect(versions()).toEqual(['1', '2', '3']);
    expect(await newest()).toMatchObject({ state: { name: 'DEPLOYING', version: '3' } });
    expect(memory()).toBe(1024);
  });

  it('is given up where the version cannot run, with $LATEST as it was', async () => {
    house.account.faults.add({
      match: { client: 'LambdaClient', command: 'PublishVersion' },
      effect: 'alter',
      alter: (output) => ({ ...output, State: 'Failed', StateReasonCode: 'SubnetOutOfIPAddresses' }),
    });
    await house.optimize({ autoApply: true });
    await house.minutes(2);
    expect(await newest()).toMatchObject({
      state: { name: 'FAILED', why: expect.stringContaining('SubnetOutOfIPAddresses') },
    });
    expect(memory()).toBe(1024);
  });

  it('puts back the function that it changed, and deploys nothing, where the service is another one by then', async () => {
    await pricing(house.installation, { name: 'lanes', requestsPerSecond: 0 });
    const own = house.account.lambda.describe('lanes').memory;
    await house.optimize({ autoApply: true });
    await house.clock.advanceBy(2_000);
    expect(memory()).toBe(512);
    await becomeLanes();
    await house.minutes(3);
    expect(await newest()).toMatchObject({
      state: { name: 'FAILED', why: expect.stringContaining('prices is not the function prices any more.') },
    });
    expect(memory()).toBe(1024);
    expect(house.account.lambda.describe('lanes').memory).toBe(own);
  });

  it('does not deploy the version of one function to another one', async () => {
    await pricing(house.installation, { name: 'lanes', requestsPerSecond: 0 });
    await house.optimize({ autoApply: true });
    const record = await house.kept();
    const [one] = record.optimizations;
    if (!one) throw new Error('It was begun.');
    const made = { ...one, state: { name: 'BEGUN', version: '2' } } as const;
    await savePerformance(house.installation.context, record, [made], { words: 'It is made.' });
    await becomeLanes();
    const step = { optimization: `production/prices/${one.id}`, step: 'deploy' };
    await expect(runStep(house.installation, 'apply_optimization', step)).rejects.toMatchObject({
      name: 'Refused',
      message: expect.stringContaining('prices is not the function prices any more.'),
    });
    expect(house.account.lambda.shares('lanes', 'live')).toEqual({ 1: 1 });
  });

  it('leaves alone what somebody else has set meanwhile', async () => {
    house.account.faults.add({
      match: { client: 'LambdaClient', command: 'PublishVersion' },
      effect: 'observe-before',
      observe: () => house.account.lambda.set('prices', { memory: 3008 }),
    });
    await house.optimize({ autoApply: true });
    await house.minutes(3);
    expect(await newest()).toMatchObject({ state: { name: 'FAILED' } });
    expect(memory()).toBe(3008);
  });

  it('does nothing for one that never was, and not again for one that is over', async () => {
    const optimization = 'production/prices/opt-0123456789ab';
    expect(await runStep(house.installation, 'apply_optimization', { optimization, step: 'undo' })).toEqual({
      ready: true,
    });
    await house.optimize({ autoApply: true });
    await house.minutes(2);
    const { id = '' } = (await newest()) ?? {};
    const again = { optimization: `production/prices/${id}`, step: 'deploy' };
    expect(await runStep(house.installation, 'apply_optimization', again)).toEqual({ ready: true });
    expect(await newest()).toMatchObject({ state: { name: 'DEPLOYING' } });
  });
});
