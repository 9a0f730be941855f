import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUNBOOKS, type RunbookHouse, runbookHouse } from '../../functions/runbooks/house.fixture.ts';
import { readEarned, readLedgers } from '../../functions/runbooks/ledgers.ts';
import { ENVIRONMENT } from './service.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const TARGET = { environment: ENVIRONMENT, service: 'shop' };

let house: RunbookHouse;
beforeAll(async () => {
  house = await runbookHouse();
}, 60_000);
afterAll(() => house.close());

const operator = () => house.as('operator');
const approver = () => house.as('approver');
const planOf = async (runId: string) => (await house.read(runId)).planHash;
const approve = async (runId: string, profile = 'approver') =>
  house.as(profile).approve({ runId, planHash: await planOf(runId) });

/** A run that waits for the answer to the question of its step; what it did is there. */
async function asking(): Promise<string> {
  await house.alarm('ALARM');
  const runId = await house.start('add-and-ask');
  await house.reach(runId, 'AWAITING_APPROVAL');
  return runId;
}

describe('a run', () => {
  it('of a dry run is planned by what is there, and nothing is changed', async () => {
    const { run, plan } = await operator().start_runbook({ runbook: 'add-task', ...TARGET, dryRun: true });
    expect(run).toBeUndefined();
    expect(plan).toMatchObject({ approvalsNeeded: 0, admitted: true, autonomy: 'ask', costDollars: 0.25 });
    expect(plan.steps[1]).toMatchObject({
      words: expect.stringMatching(/^Scales shop-blue from 2 to 3 tasks/),
      effect: '3 tasks run and are healthy.',
      inverse: 'restores what was before',
    });
    expect(house.desired()).toBe(2);
  });

  it('goes all the way to a success that the alarm has proved', async () => {
    await house.alarm('ALARM');
    const runId = await house.start('add-task');
    await house.reach(runId, 'RECOVERING');
    expect(house.tasks()).toBe(3);
    await house.alarm('OK');
    const run = await house.end(runId);
    expect(run.state).toMatchObject({ name: 'SUCCEEDED', evidence: 'All signals have been well for 60 s.' });
    expect(run.steps.map(({ state }) => state.name)).toEqual(['DONE', 'VERIFIED']);
    expect(await readEarned(house.context, 'add-task', ENVIRONMENT)).toMatchObject({
      level: 'ask',
      verified: 1,
    });
    const shown = await house.as('viewer').get_runbook_run({ runId });
    expect(shown).toMatchObject({
      run: { state: 'SUCCEEDED', why: 'All signals have been well for 60 s.' },
      results: { 'scale-out': { desired: 3 } },
    });
    expect(house.account.ses.sent.at(-1)?.subject).toMatch(/add-task/);
  });

  it('that did not help is undone and called ineffective', async () => {
    await house.alarm('ALARM');
    const before = house.desired();
    const runId = await house.start('add-task');
    await house.reach(runId, 'RECOVERING');
    expect(house.desired()).toBe((before ?? 0) + 1);
    const run = await house.end(runId);
    expect(run.state).toMatchObject({ name: 'INEFFECTIVE', why: expect.stringContaining('still bad') });
    expect(run.steps[1]?.state.name).toBe('UNDONE');
    expect(house.desired()).toBe(before);
    expect(await readEarned(house.context, 'add-task', ENVIRONMENT)).toMatchObject({ level: 'observe' });
  });
});

describe('a run that needs approval', () => {
  it('waits for as many people as its risk asks for, and begins then', async () => {
    await house.alarm('ALARM');
    const runId = await house.start('risky');
    const waiting = await house.reach(runId, 'AWAITING_APPROVAL');
    expect(waiting.approvalsNeeded).toBe(2);
    const { run } = await approve(runId);
    expect(run).toMatchObject({
      state: 'AWAITING_APPROVAL',
      approvals: [{ by: expect.stringMatching(/approver$/) }],
    });
    await expect(approve(runId)).rejects.toMatchObject({
      name: 'Conflict',
      message: /has approved the run already/,
    });
    await expect(house.as('admin').approve({ runId, planHash: 'f'.repeat(64) })).rejects.toMatchObject({
      name: 'InvalidInput',
    });
    await house.clock.advanceBy(MINUTE_MS);
    expect((await house.read(runId)).state.name).toBe('AWAITING_APPROVAL');
    await approve(runId, 'admin');
    await house.reach(runId, 'RECOVERING');
    await house.alarm('OK');
    expect((await house.end(runId)).state.name).toBe('SUCCEEDED');
  });

  it('is refused when somebody says no, and nothing was changed', async () => {
    await house.alarm('ALARM');
    const before = house.desired();
    const runId = await house.start('risky');
    await house.reach(runId, 'AWAITING_APPROVAL');
    await approver().reject({ runId, reason: 'not on a Friday' });
    const { state } = await house.end(runId);
    expect(state).toMatchObject({
      name: 'REFUSED',
      why: expect.stringMatching(/approver: not on a Friday$/),
    });
    expect(house.desired()).toBe(before);
  });

  it('is asked for four times, and refused when nobody answers', async () => {
    const before = house.account.ses.sent.length;
    const runId = await house.start('risky');
    const { state } = await house.end(runId);
    expect(state).toMatchObject({ name: 'REFUSED', why: expect.stringMatching(/^Nobody answered in time/) });
    const told = house.account.ses.sent.slice(before).filter(({ subject }) => /approv/i.test(subject ?? ''));
    expect(told).toHaveLength(4);
  });

  it('is void when the world is another one', async () => {
    await house.alarm('ALARM');
    const runId = await house.start('risky');
    await house.reach(runId, 'AWAITING_APPROVAL');
    const { cluster, sides } = house.shop.pair;
    const desired = house.desired() ?? 0;
    house.account.users.ecs.service(cluster, sides.blue.serviceName).desiredCount = desired + 1;
    await house.clock.advanceBy(2 * MINUTE_MS);
    await approve(runId);
    await approve(runId, 'admin');
    const { state } = await house.end(runId);
    expect(state).toMatchObject({
      name: 'REFUSED',
      why: "The plan no longer holds: what the step 'scale-out' acts on was changed.",
    });
    expect(house.desired()).toBe(desired + 1);
  });

  it('takes an answer for exactly one of a deployment and a run', async () => {
    const planHash = 'a'.repeat(64);
    const both = { runId: 'run-0123456789', deploymentId: 'dep-0123456789', planHash };
    for (const input of [both, { planHash }])
      await expect(approver().approve(input)).rejects.toMatchObject({ name: 'InvalidInput' });
  });
});

describe('the question of a step', () => {
  it('is answered by a person, and the run goes on', async () => {
    const runId = await asking();
    const { run } = await approve(runId);
    expect(run).toMatchObject({ state: 'RUNNING' });
    await house.reach(runId, 'RECOVERING');
    await house.alarm('OK');
    expect((await house.end(runId)).state.name).toBe('SUCCEEDED');
  });

  it('that is answered with no holds the run, which goes on where it stood', async () => {
    const before = house.desired() ?? 0;
    const runId = await asking();
    await approver().reject({ runId, reason: 'wait a bit' });
    const held = await house.reach(runId, 'HELD');
    expect(held.steps.map(({ state }) => state.name)).toEqual(['VERIFIED', 'FAILED', 'WAITING']);
    await house.clock.advanceBy(10 * MINUTE_MS);
    expect(house.desired()).toBe(before + 1);
    await expect(house.start('add-task')).rejects.toMatchObject({ name: 'Conflict' });
    const { run } = await operator().resume_runbook_run({ runId });
    const resumed = run.runId;
    expect(run).toMatchObject({ state: 'PENDING', resumes: runId });
    expect((await house.read(runId)).state).toMatchObject({ name: 'RESUMED', as: resumed });
    await house.reach(resumed, 'AWAITING_APPROVAL');
    await approve(resumed);
    await house.reach(resumed, 'RECOVERING');
    expect(house.desired()).toBe(before + 1);
    await house.alarm('OK');
    expect((await house.end(resumed)).state.name).toBe('SUCCEEDED');
  });

  it('that nobody answers holds the run until its deadline, and then it is undone', async () => {
    const before = house.desired();
    const runId = await asking();
    await house.reach(runId, 'HELD');
    await house.clock.advanceBy(24 * HOUR_MS + MINUTE_MS);
    const { state } = await house.end(runId);
    expect(state).toMatchObject({ name: 'FAILED', why: expect.stringMatching(/^Nobody resumed or stopped/) });
    expect(house.desired()).toBe(before);
  }, 30_000);
});

describe('a person stops a run', () => {
  const states = ['PENDING', 'AWAITING_APPROVAL', 'RUNNING', 'RECOVERING', 'HELD'] as const;
  it.each(states)('that is %s', async (name) => {
    await house.alarm('ALARM');
    const before = house.desired();
    const runId = await house.start(
      name === 'HELD' || name === 'AWAITING_APPROVAL' ? 'add-and-ask' : 'add-task',
    );
    if (name !== 'PENDING') await house.reach(runId, name);
    await operator().stop_runbook_run({ runId, reason: 'enough' });
    const { state } = await house.end(runId);
    expect(state).toMatchObject({ name: 'STOPPED', why: expect.stringMatching(/operator: enough$/) });
    await house.clock.advanceBy(5 * MINUTE_MS);
    expect(house.desired()).toBe(before);
    await expect(operator().stop_runbook_run({ runId })).rejects.toMatchObject({ name: 'Conflict' });
    const { underWay } = await readLedgers(house.context, 'add-task', TARGET);
    expect(underWay.live).toEqual([]);
  });
});

describe('the brake and what is earned', () => {
  const ineffective = async () => {
    await house.alarm('ALARM');
    const runId = await house.start('add-task');
    await house.reach(runId, 'RECOVERING');
    return (await house.end(runId)).state.name;
  };
  const verified = async () => {
    await house.alarm('ALARM');
    const runId = await house.start('add-task');
    await house.reach(runId, 'RECOVERING');
    await house.alarm('OK');
    return (await house.end(runId)).state.name;
  };

  it('three runs in a row that did not help block it for an hour', async () => {
    expect(await verified()).toBe('SUCCEEDED');
    for (let run = 0; run < 3; run++) expect(await ineffective()).toBe('INEFFECTIVE');
    await expect(house.start('add-task')).rejects.toMatchObject({
      name: 'Refused',
      message: expect.stringMatching(/3 runs of 'add-task' in a row did not help/),
    });
    await house.clock.advanceBy(HOUR_MS + MINUTE_MS);
    expect(await verified()).toBe('SUCCEEDED');
  }, 30_000);

  it('is raised by verified outcomes only, and dropped by the first that is not', async () => {
    const level = async () => {
      const { runbooks } = await house.as('viewer').list_runbooks({ environment: ENVIRONMENT });
      return runbooks.find(({ name }) => name === 'add-task')?.autonomy;
    };
    // The run before raised it from observe.
    expect(await level()).toBe('ask');
    for (let run = 0; run < 3; run++) expect(await verified()).toBe('SUCCEEDED');
    expect(await level()).toBe('act');
    expect(await ineffective()).toBe('INEFFECTIVE');
    expect(await level()).toBe('ask');
  }, 30_000);
});

describe('what cannot be run', () => {
  it.each([
    [{ runbook: 'nothing', ...TARGET }, 'NotFound', /There is no runbook 'nothing'/],
    [{ runbook: 'add-task', environment: ENVIRONMENT, service: 'nobody' }, 'NotFound', /nobody/],
    [{ runbook: 'add-task', ...TARGET, incidentId: 'inc-0000000000' }, 'NotFound', /inc-0000000000/],
  ])('%j', async (input, name, message) => {
    await expect(operator().start_runbook(input)).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
  });

  it('is not shown among the runbooks', async () => {
    const { runbooks } = await house.as('viewer').list_runbooks({});
    expect(runbooks.map(({ name }) => name)).toEqual(RUNBOOKS.map(({ name }) => name));
  });
});
