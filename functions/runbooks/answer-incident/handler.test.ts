import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENVIRONMENT } from '../../../test/flows/service.ts';
import { runStep } from '../../../test/flows/step.ts';
import { experimentWrite } from '../../incidents/experiments.ts';
import { liveRunsKey } from '../../runs/acting-runs.ts';
import type { takeLease } from '../../runs/lease.ts';
import { documentClient } from '../../table.ts';
import { type RunbookHouse, runbookHouse } from '../house.fixture.ts';
import { ledgerWrites, readEarned, readLedgers } from '../ledgers.ts';
import { listRuns } from '../store.ts';

const MINUTE_MS = 60_000;
let house: RunbookHouse;
beforeAll(async () => {
  house = await runbookHouse();
}, 60_000);
afterAll(() => house.close());

const runs = async () =>
  (await listRuns(house.context, { environment: ENVIRONMENT, service: 'shop' }, 50)).runs;
const write = (item: ReturnType<typeof takeLease>) =>
  documentClient(house.context).send(new TransactWriteCommand({ TransactItems: [item] }));
const settle = (minutes = 1) => house.clock.advanceBy(minutes * MINUTE_MS);
const incidents = async () => (await house.as('viewer').list_incidents({ open: true })).incidents;

/** The alarm is well, and nothing is open any more. */
async function calm(): Promise<void> {
  await house.alarm('OK');
  // Longer than an incident may be opened again.
  await settle(50);
  expect(await incidents()).toEqual([]);
}

describe('an incident', () => {
  it('of a live experiment starts nothing', async () => {
    const now = house.clock.now();
    const at = { environment: ENVIRONMENT, service: 'shop' };
    await write(
      experimentWrite(house.context, { ...at, id: 'chaos-1', words: 'Latency.', endsAt: now + MINUTE_MS }),
    );
    await house.alarm('ALARM');
    await settle();
    const [incident] = await incidents();
    expect(incident).toMatchObject({ label: 'chaos' });
    const answered = await runStep(house.installation, 'answer_incident', {
      incidentId: incident?.incidentId,
    });
    expect(answered).toEqual({ next: 'nothing', words: 'It is chaos: caused on purpose.' });
    await calm();
    expect(await runs()).toEqual([]);
  });

  it('is answered by the runbook whose trigger fits, once, and asks first', async () => {
    await house.alarm('ALARM');
    await settle();
    const [run, ...others] = await runs();
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      runbook: 'add-task',
      autonomy: 'ask',
      approvalsNeeded: 1,
      state: { name: 'AWAITING_APPROVAL' },
    });
    const incidentId = run?.incidentId ?? '';
    const again = await runStep(house.installation, 'answer_incident', { incidentId });
    expect(again).toMatchObject({ next: 'nothing' });
    const runId = run?.id ?? '';
    await house.as('approver').approve({ runId, planHash: run?.planHash ?? '' });
    await house.reach(runId, 'RECOVERING');
    await house.alarm('OK');
    expect((await house.end(runId)).state.name).toBe('SUCCEEDED');
    const shown = await house.as('viewer').get_incident({ incidentId });
    expect(shown.runs).toMatchObject([{ runId, runbook: 'add-task', outcome: 'SUCCEEDED' }]);
    expect(await runs()).toHaveLength(1);
    await calm();
  });

  it('is answered, although the call that made the run died before it was started', async () => {
    await house.clock.advanceBy(10 * MINUTE_MS);
    const before = (await runs()).length;
    const forget = house.account.faults.add({
      match: { command: 'StartExecution', principal: '*answer-incident' },
      effect: 'error-before',
      error: { name: 'InternalServerError', statusCode: 500 },
      times: 4,
    });
    await house.alarm('ALARM');
    // The event is handed out again; until its deadman strikes a run may still be started.
    await settle(4);
    forget();
    const [run, ...others] = await runs();
    expect(others).toHaveLength(before);
    expect(run).toMatchObject({ state: { name: 'AWAITING_APPROVAL' } });
    await house.as('operator').stop_runbook_run({ runId: run?.id ?? '', reason: 'Not now.' });
    await calm();
  });

  it('is looked at again, where another run was quicker and is over', async () => {
    await house.clock.advanceBy(60 * MINUTE_MS);
    const earlier = await runs();
    const TableName = house.context.environment.table;
    const target = { environment: ENVIRONMENT, service: 'shop' };
    const Key = liveRunsKey(house.context, target);
    const documents = documentClient(house.context);
    const { Item: list } = await documents.send(new GetCommand({ TableName, Key }));
    const quicker = { id: earlier[0]?.id, runbook: 'risky', target };
    const put = (item: object) =>
      documents.send(new PutCommand({ TableName, Item: { ...list, ...Key, ...item } }));
    const busy = { part: { live: [quicker] } };
    await put({ ...busy, version: 900 });
    await house.alarm('ALARM');
    await settle();
    expect(await runs()).toHaveLength(earlier.length);
    await put({ version: 901 });
    let begun = 0;
    const forget = house.account.faults.add({
      // The list of what is under way, which was read a moment ago and is read again before a run is made.
      match: {
        command: 'GetItem',
        principal: '*answer-incident',
        predicate: ({ input }) => JSON.stringify(input).includes(Key.pk),
        nth: 1,
      },
      effect: 'observe-after',
      observe: () => {
        begun += 1;
        void put({ ...busy, version: 902 });
      },
    });
    const [incident] = await incidents();
    const answered = await runStep(house.installation, 'answer_incident', {
      incidentId: incident?.incidentId,
    });
    forget();
    expect(begun).toBe(1);
    expect(answered).toMatchObject({
      next: 'later',
      words: expect.stringContaining("add-task: The runbook 'risky' is at work"),
    });
    await put({ version: 903 });
    await settle(6);
    const [run, ...others] = await runs();
    expect(others).toHaveLength(earlier.length);
    await house.as('operator').stop_runbook_run({ runId: run?.id ?? '', reason: 'Not now.' });
    await calm();
  });

  it('is answered when the brake is off again, and not only when something is heard of it', async () => {
    const run = { runbook: 'add-task', target: { environment: ENVIRONMENT, service: 'shop' } };
    const before = await readLedgers(house.context, run.runbook, run.target);
    const blockedUntil = new Date(house.clock.now() + 20 * MINUTE_MS).toISOString();
    const lately = { ...before.lately, brake: { ineffective: 3, blockedUntil } };
    const TransactItems = ledgerWrites(house.context, run, before, { ...before, lately });
    await documentClient(house.context).send(new TransactWriteCommand({ TransactItems }));
    const known = (await runs()).length;
    await house.alarm('ALARM');
    await settle();
    const [{ incidentId } = { incidentId: '' }] = await incidents();
    expect(await runStep(house.installation, 'answer_incident', { incidentId })).toMatchObject({
      next: 'later',
      words: expect.stringContaining('in a row did not help'),
    });
    await settle(18);
    expect(await runs()).toHaveLength(known);
    await settle(2);
    const [asked] = await runs();
    expect(asked).toMatchObject({ incidentId, state: { name: 'AWAITING_APPROVAL' } });
    await house.as('operator').stop_runbook_run({ runId: asked?.id ?? '' });
    await calm();
  });

  it('is answered when a freeze is over that came before the run, or before it began', async () => {
    const freezeFor = (minutes: number) => {
      const reason = 'Inventory.';
      const [from, to] = [0, minutes].map((at) => new Date(house.clock.now() + at * MINUTE_MS).toISOString());
      const windows = from && to ? [{ from, to, reason }] : [];
      const freeze = { kind: 'calendar', windows } as const;
      return house.as('operator').set_freeze({ environment: ENVIRONMENT, freeze });
    };
    const known = (await runs()).length;
    await freezeFor(20);
    await house.alarm('ALARM');
    await settle();
    const [{ incidentId } = { incidentId: '' }] = await incidents();
    expect(await runStep(house.installation, 'answer_incident', { incidentId })).toMatchObject({
      next: 'later',
      words: expect.stringContaining('Frozen by the calendar'),
    });
    await settle(17);
    expect(await runs()).toHaveLength(known);
    await settle(3);
    const [asked] = await runs();
    expect(asked).toMatchObject({ incidentId, state: { name: 'AWAITING_APPROVAL' } });
    await freezeFor(5);
    const mails = house.account.ses.sent.length;
    const runId = asked?.id ?? '';
    await house.as('approver').approve({ runId, planHash: asked?.planHash ?? '' });
    expect(await house.end(runId)).toMatchObject({ state: { name: 'REFUSED', code: 'NOT_NOW' } });
    await settle();
    // Who approved it is told why it did not begin.
    expect(house.account.ses.sent.length).toBe(mails + 1);
    await settle(10);
    const [again, ...others] = await runs();
    expect(others).toHaveLength(known + 1);
    expect(again).toMatchObject({ incidentId, state: { name: 'AWAITING_APPROVAL' } });
    await house.as('operator').stop_runbook_run({ runId: again?.id ?? '' });
    await calm();
  });

  it('is only told what would help where nothing was earned yet', async () => {
    // The first run that does not help takes away what was earned.
    await house.alarm('ALARM');
    await settle();
    const [run] = await runs();
    const runId = run?.id ?? '';
    await house.as('approver').approve({ runId, planHash: run?.planHash ?? '' });
    await house.end(runId);
    expect(await readEarned(house.context, 'add-task', ENVIRONMENT)).toMatchObject({ level: 'observe' });
    await calm();
    await house.alarm('ALARM');
    await settle();
    const [{ incidentId } = { incidentId: '' }] = await incidents();
    const { timeline, runs: listed } = await house.as('viewer').get_incident({ incidentId });
    expect(listed).toEqual([]);
    expect(
      timeline.filter(({ words }) => /^Runbook add-task would answer it on shop/.test(words)),
    ).toHaveLength(1);
    await runStep(house.installation, 'answer_incident', { incidentId });
    const { timeline: after } = await house.as('viewer').get_incident({ incidentId });
    expect(after).toEqual(timeline);
  });
});
