import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runStep } from '../../../test/flows/step.ts';
import { functionHouse, type PerformanceHouse } from '../performance.fixture.ts';

let house: PerformanceHouse;
beforeEach(async () => {
  house = await functionHouse({ requestsPerSecond: 0.01 });
});
afterEach(() => house.close());

const FUNCTION = 'operate-run-apply-optimization';
const newest = async () => (await house.kept()).optimizations[0];
const versions = () => house.account.lambda.versionsOf('prices');
const memory = () => house.account.lambda.describe('prices').memory;

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
