import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep } from '../../../test/flows/step.ts';
import { type ChaosHouse, chaosHouse } from '../house.fixture.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse();
});
afterAll(() => house.close());

const place = { environment: 'production', service: 'shop' };
const runs = async () => {
  const { runs: listed } = await house.as('viewer').list_chaos_tests(place);
  return listed.map(({ experimentId }) => experimentId);
};
const run = (more: object = {}) =>
  house.as('developer').run_chaos_test({ experiment: 'task-stop', ...place, ...more });

describe('run_chaos_test', () => {
  it('plans without changing anything, with every check in words', async () => {
    const { plan, run: made } = await run({ dryRun: true, duration: 120 });
    expect(made).toBeUndefined();
    expect(plan).toMatchObject({ go: true, durationSeconds: 120, injector: 'fis' });
    expect(plan.checks.map(({ name }) => name)).toEqual([
      'alarms',
      'incidents',
      'changes',
      'calendar',
      'budget',
      'burn',
      'preparation',
      'targets',
    ]);
    expect(house.leftovers()).toEqual([]);
  });

  it('refuses what does not suit, and what nobody deployed', async () => {
    await expect(run({ experiment: 'lambda-delay' })).rejects.toMatchObject({ name: 'Refused' });
    await expect(run({ experiment: 'nothing' })).rejects.toMatchObject({ name: 'NotFound' });
    await expect(
      house.as('operator').run_chaos_test({ experiment: 'task-stop', ...place }),
    ).rejects.toMatchObject({ name: 'Forbidden' });
  });

  it('begins once a due time of a schedule, however often and at once that is called', async () => {
    await house.clock.advanceBy(10 * 60_000);
    const before = await runs();
    const due = {
      schedule: 'chaos',
      operation: 'run_chaos_test',
      with: { experiment: 'task-stop', ...place },
      dueAt: new Date(house.clock.now()).toISOString(),
    };
    const call = () => runStep(house.installation, 'run_scheduled', due);
    await Promise.allSettled([call(), call()]);
    const [id = '', ...others] = (await runs()).filter((one) => !before.includes(one));
    expect(others).toEqual([]);
    expect(await house.end(id)).toMatchObject({ verdict: 'HELD' });
    await house.clock.advanceBy(10 * 60_000);
    await call();
    expect(await runs()).toHaveLength(before.length + 1);
  });

  it('refuses while an alarm fires, an incident is open or the calendar is closed', async () => {
    await house.alarm('ALARM');
    await expect(run()).rejects.toMatchObject({ name: 'Refused' });
    await house.alarm('OK');
    const { incident } = await house.as('operator').manage_incident({
      action: 'create',
      title: 'Slow',
      severity: 'low',
      environment: 'production',
      affectedServices: ['shop'],
    });
    await expect(run()).rejects.toThrow(incident.incidentId);
    await house
      .as('operator')
      .manage_incident({ action: 'resolve', incidentId: incident.incidentId, resolution: 'Fixed.' });
  });

  it('begins once a key, and keeps a second experiment and a deployment away meanwhile', async () => {
    const input = { experiment: 'task-stop', ...place };
    const before = await runs();
    const first = await house.as('developer').run_chaos_test(input, { idempotencyKey: 'once' });
    expect(await house.as('developer').run_chaos_test(input, { idempotencyKey: 'once' })).toEqual(first);
    await expect(run()).rejects.toThrow(/experiment exp-/);
    await expect(house.as('developer').deploy_application({ ...place, version: 'v2' })).rejects.toThrow(
      /stop_chaos_test/,
    );
    expect(await house.end(first.run?.experimentId ?? '')).toMatchObject({ verdict: 'HELD' });
    expect(await house.as('developer').run_chaos_test(input, { idempotencyKey: 'once' })).toEqual(first);
    expect(await runs()).toEqual([first.run?.experimentId, ...before]);
  });
});
