import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALARM, RUNBOOKS, type RunbookHouse, runbookHouse } from '../../functions/runbooks/house.fixture.ts';
import { readLiveRuns } from '../../functions/runbooks/ledgers.ts';
import { actingAttribute, actingRuns, liveRunsKey } from '../../functions/runs/acting-runs.ts';
import { readLease, takeLease } from '../../functions/runs/lease.ts';
import { documentClient } from '../../functions/table.ts';
import { deploy as deployed } from './deployment.ts';
import { expectEnded } from './invariants.ts';
import { pricing } from './pricing.ts';
import { ENVIRONMENT } from './service.ts';

const TARGET = { environment: ENVIRONMENT, service: 'shop' };
const MINUTE_MS = 60_000;
const LOOK = {
  ...RUNBOOKS[0],
  name: 'only-look',
  summary: 'Waits.',
  triggers: [{ metric: 'Nothing', duration: 0 }],
  steps: [{ name: 'pause', tool: 'wait', params: { seconds: 300 } }],
} as (typeof RUNBOOKS)[number];

const BACK = {
  ...RUNBOOKS[0],
  name: 'go-back',
  summary: 'Goes back.',
  targets: ['lambda-alias'],
  triggers: [{ metric: 'Nothing', duration: 0 }],
  steps: [
    {
      name: 'back',
      tool: 'rollback_service',
      params: { withinMinutes: 60 },
      precondition: 'true',
      verify: { everySeconds: 20, withinSeconds: 1800 },
      inverse: { kind: 'recorded' },
    },
  ],
} as (typeof RUNBOOKS)[number];

let house: RunbookHouse;
beforeEach(async () => {
  house = await runbookHouse([...RUNBOOKS, LOOK, BACK]);
}, 60_000);
afterEach(() => house.close());

const developer = () => house.installation.developer;
const deploy = (more: object = {}) =>
  developer().deploy_application({ ...TARGET, version: 'v2', approval: true, ...more });
const acting = async () => (await actingRuns(house.context, TARGET)).map(({ id }) => id);

/** A run that changes the service right now. */
async function runThatActs(runbook = 'add-task'): Promise<string> {
  await house.alarm('ALARM');
  const runId = await house.start(runbook);
  await house.reach(runId, 'RUNNING');
  return runId;
}

describe('a deployment under a run', () => {
  it('is refused with the name of the run, from its beginning until it is over', async () => {
    await house.alarm('ALARM');
    const runId = await house.start('add-task');
    const refusal = { name: 'Conflict', detail: { conflictsWith: runId } };
    for (const state of ['RUNNING', 'RECOVERING', 'UNDOING'] as const) {
      await house.reach(runId, state);
      await expect(deploy()).rejects.toMatchObject(refusal);
      expect(await acting()).toEqual([runId]);
    }
    await expect(deploy()).rejects.toThrow(
      `The run ${runId} of the runbook add-task is changing this service; wait for it, or stop it with stop_runbook_run.`,
    );
    const { plan } = await deploy({ dryRun: true });
    expect(plan.gates).toContainEqual(
      expect.objectContaining({ name: 'runbooks', status: 'FAILED', words: expect.stringContaining(runId) }),
    );
    await house.end(runId);
    expect(await acting()).toEqual([]);
    await house.alarm('OK');
    expect((await deploy()).deployment?.state).toBe('PENDING');
  });

  it('may begin once a person has stopped the run, and what it did is undone', async () => {
    const runId = await runThatActs();
    await house.as('operator').stop_runbook_run({ runId });
    await house.end(runId);
    await house.alarm('OK');
    expect((await deploy()).deployment?.state).toBe('PENDING');
  });

  it('may begin where the run changes nothing, or is held for a person', async () => {
    const looking = await runThatActs('only-look');
    expect(await acting()).toEqual([]);
    await house.as('operator').stop_runbook_run({ runId: looking });
    await house.end(looking);
    const held = await house.start('add-and-ask');
    await house.reach(held, 'AWAITING_APPROVAL');
    expect(await acting()).toEqual([held]);
    await house.as('approver').reject({ runId: held, reason: 'no' });
    await house.reach(held, 'HELD');
    expect(await acting()).toEqual([]);
    await house.alarm('OK');
    expect((await deploy()).deployment?.state).toBe('PENDING');
    expect((await readLiveRuns(house.context, TARGET)).map(({ id }) => id)).toEqual([held]);
  });

  it('is not refused where the run itself goes back to the version before', async () => {
    const registration = { alarms: [ALARM] };
    const prices = await pricing(house.installation, { name: 'prices', registration });
    const last = await deployed(prices, '2', { strategy: 'blue-green', monitoring: { duration: 60 } });
    await expectEnded(last, 'PROMOTED');
    await house.alarm('ALARM');
    const target = { environment: ENVIRONMENT, service: 'prices' };
    const { run } = await house.as('operator').start_runbook({ runbook: 'go-back', ...target });
    const runId = run?.runId ?? '';
    await house.reach(runId, 'RECOVERING');
    expect(prices.shares()).toEqual({ '1': 100 });
    await expect(
      developer().deploy_application({ ...target, version: '3', approval: true }),
    ).rejects.toMatchObject({ name: 'Conflict', detail: { conflictsWith: runId } });
    await house.alarm('OK');
    expect((await house.end(runId)).state.name).toBe('SUCCEEDED');
    await prices.traffic.stop();
  });

  it('is refused too where the run begins between its reading and its writing', async () => {
    const run = { id: 'run-0123456789', runbook: 'add-task', target: TARGET, acts: true };
    const Item = { ...liveRunsKey(house.context, TARGET), part: { live: [run] }, version: 1 };
    house.account.faults.add({
      match: { command: 'CreateSchedule', principal: '*operate-run-deploy-application', nth: 1 },
      effect: 'observe-before',
      observe: () =>
        void documentClient(house.context).send(
          new PutCommand({
            TableName: house.context.environment.table,
            Item: { ...Item, ...actingAttribute([run]) },
          }),
        ),
    });
    await expect(deploy()).rejects.toMatchObject({ name: 'Conflict', detail: { conflictsWith: run.id } });
    expect(await readLease(house.context, ENVIRONMENT, 'shop')).toBeUndefined();
  });
});

describe('a run under a deployment', () => {
  it('is not made, and one that was made before does not begin', async () => {
    await house.alarm('ALARM');
    const waiting = await house.start('risky');
    await house.reach(waiting, 'AWAITING_APPROVAL');
    await house.alarm('OK');
    const { deployment } = await deploy();
    const deploymentId = deployment?.deploymentId ?? '';
    await house.alarm('ALARM');
    const { planHash } = await house.read(waiting);
    for (const profile of ['approver', 'admin'])
      await house.as(profile).approve({ runId: waiting, planHash });
    const { state } = await house.end(waiting);
    expect(state).toMatchObject({ name: 'REFUSED', why: expect.stringContaining(deploymentId) });
    expect(await acting()).toEqual([]);
    await expect(house.start('add-task')).rejects.toThrow(deploymentId);
  });

  it('does not begin either where the deployment begins between its reading and its writing', async () => {
    await house.alarm('ALARM');
    const { clock, context } = house;
    const lease = { ...TARGET, deploymentId: 'dep-0123456789', expiresAt: clock.now() + 60 * MINUTE_MS };
    const { Put } = takeLease(context, lease);
    let taken = 0;
    house.account.faults.add({
      match: { command: 'UpdateSchedule', principal: '*operate-run-begin-run', nth: 1 },
      effect: 'observe-before',
      observe: () => {
        taken += 1;
        if (Put)
          void documentClient(context).send(new PutCommand({ TableName: Put.TableName, Item: Put.Item }));
      },
    });
    const runId = await house.start('add-task');
    const { state } = await house.end(runId);
    expect(taken).toBe(1);
    expect(state).toMatchObject({ name: 'REFUSED', why: expect.stringContaining(lease.deploymentId) });
    expect(await acting()).toEqual([]);
    expect(house.desired()).toBe(2);
  });
});
