import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep } from '../../../test/flows/step.ts';
import { type ChaosHouse, chaosHouse } from '../house.fixture.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse({ withFunction: true });
});
afterAll(() => house.close());

const plan = (fault: string, service: string, scope: object) =>
  runStep(house.installation, 'inject_fault', {
    action: 'plan',
    environment: 'production',
    service,
    method: { fault, scope, intensity: 20, durationSeconds: 60 },
  });

describe('inject_fault', () => {
  it('says what it would reach, and how that is undone', async () => {
    expect(await plan('task-stop', 'shop', { percent: 50 })).toMatchObject({
      plan: { affectedShare: 2 / 3, missing: [] },
    });
    house.account.lambda.reserveConcurrency('prices', 7);
    const { plan: throttle } = await plan('lambda-throttle', 'prices', { percent: 100 });
    expect(throttle).toMatchObject({ targets: ['prices'], inverse: '7 are reserved again.' });
    await expect(plan('latency', 'shop', { count: 1 })).rejects.toMatchObject({ name: 'Refused' });
  });

  it('puts back what was reserved before', async () => {
    await house.end(await house.start('lambda-throttle', { service: 'prices' }));
    expect(house.account.lambda.reservedConcurrency('prices')).toBe(7);
  });

  it('stops tasks itself where AWS FIS cannot', async () => {
    house.account.fis.withdrawn.add('aws:ecs:stop-task');
    const run = await house.end(await house.start('task-stop'));
    expect(run, run.words).toMatchObject({ verdict: 'HELD', injector: 'direct' });
  });
});
