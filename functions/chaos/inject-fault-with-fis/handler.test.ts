import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChaosHouse, chaosHouse } from '../house.fixture.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse();
});
afterAll(() => house.close());

describe('inject_fault_with_fis', () => {
  it('previews with all actions skipped, runs with alarms as stop conditions, and deletes its template', async () => {
    const id = await house.start('latency');
    await house.reach(id, 'INJECTED');
    const [preview, run] = [...house.account.fis.experiments.values()];
    expect(preview).toMatchObject({ skipsActions: true, status: 'completed', actionStatus: 'skipped' });
    expect(run).toMatchObject({ skipsActions: false, status: 'running' });
    const { stopConditions } = run?.template.input ?? {};
    expect(stopConditions).toEqual([
      { source: 'aws:cloudwatch:alarm', value: expect.stringContaining(':alarm:shop-') },
    ]);
    expect(await house.end(id)).toMatchObject({ verdict: 'HELD' });
    expect(house.leftovers()).toEqual([]);
  });

  it('reaches no managed instance without the tag of a service', async () => {
    await house.clock.advanceBy(10 * 60_000);
    const { ssm, scope } = house.account;
    const { tags } = scope;
    const before = new Map(
      ssm.machines.ids.map((id) => [ssm.instanceArn(id), tags.get(ssm.instanceArn(id)) ?? {}]),
    );
    for (const [arn, { ECS_TASK_ARN = '' }] of before) tags.set(arn, { ECS_TASK_ARN });
    const run = await house.end(await house.start('cpu-stress'));
    expect(run.words).toMatch(/not authorized to perform: ssm:SendCommand on resource: .*managed-instance/);
    expect(house.leftovers()).toEqual([]);
    for (const [arn, own] of before) tags.set(arn, own);
  });

  it('is ended by an alarm', async () => {
    await house.clock.advanceBy(10 * 60_000);
    const id = await house.start('latency');
    await house.reach(id, 'INJECTED');
    await house.alarm('ALARM');
    expect(await house.end(id)).toMatchObject({ verdict: 'ABORTED' });
    expect(house.leftovers()).toEqual([]);
  });
});
