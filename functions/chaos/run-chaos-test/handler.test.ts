import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChaosHouse, chaosHouse } from '../house.fixture.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse();
});
afterAll(() => house.close());

const place = { environment: 'production', service: 'shop' };
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
    const first = await house.as('developer').run_chaos_test(input, { idempotencyKey: 'once' });
    expect(await house.as('developer').run_chaos_test(input, { idempotencyKey: 'once' })).toEqual(first);
    await expect(run()).rejects.toThrow(/experiment exp-/);
    await expect(house.as('developer').deploy_application({ ...place, version: 'v2' })).rejects.toThrow(
      /stop_chaos_test/,
    );
    expect(await house.end(first.run?.experimentId ?? '')).toMatchObject({ verdict: 'HELD' });
  });
});
