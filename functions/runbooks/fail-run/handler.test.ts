import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STEP_STATES } from '../../../core/runbook/run.fixture.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { runStep } from '../../../test/flows/step.ts';
import { ALERTING } from '../../incidents/incidents.fixture.ts';
import { readLedgers } from '../ledgers.ts';
import { seededRun } from '../seeded.fixture.ts';
import { readRun } from '../store.ts';

const HOUR_MS = 3_600_000;

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const fail = (input: object) => runStep(installation, 'fail_run', input);
const stateOf = async (id: string) => (await readRun(installation.context, id)).state;
const undoOf = (id: string, attempt = 1) =>
  installation.context.clients(SFNClient).send(
    new DescribeExecutionCommand({
      executionArn: `arn:aws:states:eu-west-1:000000000000:execution:operate-undo:${id}.${attempt}`,
    }),
  );
const reason = { code: 'STEP_FAILED', words: 'The step failed.' } as const;

describe('fail_run', () => {
  it('ends a run that has changed nothing', async () => {
    const run = await seededRun(installation, { in: 'RUNNING' });
    expect(await fail({ runId: run.id, failure: { step: 'scale-out', reason } })).toEqual({ reason });
    expect(await stateOf(run.id)).toMatchObject({ name: 'FAILED', why: reason.words });
    expect((await readLedgers(installation.context, run.runbook, run.target)).underWay.live).toEqual([]);
  });

  it('disturbs nobody with one that signals asked for and that found no reason to act', async () => {
    const { account, clock, as } = installation;
    account.ses.verifyIdentity('example.com');
    await as('admin').set_alerting({ document: ALERTING });
    const told = async (asked: object) => {
      const before = account.ses.sent.length;
      const { id: runId } = await seededRun(installation, { in: 'RUNNING', ...asked });
      await fail({
        runId,
        failure: { step: 'scale-out', error: { Error: 'Refused', Cause: 'It is not busy.' } },
      });
      expect(await stateOf(runId)).toMatchObject({ name: 'REFUSED', code: 'STEP_REFUSED' });
      await clock.advanceBy(60_000);
      return account.ses.sent.length - before;
    };
    expect(await told({ signals: ['cloudwatch:busy'] })).toBe(0);
    expect(await told({})).toBe(1);
  });

  it('has one undone that has changed something, once', async () => {
    const { id: runId } = await seededRun(installation, { in: 'RUNNING', step: STEP_STATES.VERIFIED });
    await fail({ runId, failure: { reason } });
    expect(await stateOf(runId)).toMatchObject({ name: 'UNDOING', end: { name: 'FAILED' } });
    const { startDate } = await undoOf(runId);
    expect(await fail({ runId, failure: { reason } })).toEqual({ reason });
    expect((await undoOf(runId)).startDate).toEqual(startDate);
  });

  it('holds one whose author wants a person to look', async () => {
    const { id: runId } = await seededRun(installation, {
      in: 'RUNNING',
      step: STEP_STATES.BEGUN,
      onFailure: 'hold',
    });
    await fail({ runId, failure: { step: 'scale-out', error: { Error: 'States.Timeout', Cause: 'x' } } });
    expect(await stateOf(runId)).toMatchObject({ name: 'HELD' });
    expect((await readRun(installation.context, runId)).steps[0]?.state.name).toBe('FAILED');
    await fail({ runId, cause: 'EXECUTION_ENDED' });
    expect(await stateOf(runId)).toMatchObject({ name: 'HELD' });
    // A deadman that was not moved when the run was held.
    await fail({ runId, cause: 'DEADLINE_PASSED' });
    expect(await stateOf(runId)).toMatchObject({ name: 'HELD' });
    await installation.clock.advanceBy(24 * HOUR_MS - 1000);
    await fail({ runId, cause: 'DEADLINE_PASSED' });
    expect(await stateOf(runId)).toMatchObject({ name: 'HELD' });
    await installation.clock.advanceBy(999);
    await fail({ runId, cause: 'DEADLINE_PASSED' });
    expect(await stateOf(runId)).toMatchObject({
      name: 'UNDOING',
      why: expect.stringMatching(/^Nobody resumed or stopped the run by /),
    });
  });

  it('leaves the step of an execution that died begun where it is undone, so that its call is waited for', async () => {
    const { id: runId } = await seededRun(installation, { in: 'RUNNING', step: STEP_STATES.BEGUN });
    expect(await fail({ runId, cause: 'EXECUTION_ENDED' })).toMatchObject({
      reason: { code: 'EXECUTION_ENDED' },
    });
    const run = await readRun(installation.context, runId);
    expect([run.state.name, run.steps[0]?.state.name]).toEqual(['UNDOING', 'BEGUN']);
  });

  it.each(['SUCCEEDED', 'INEFFECTIVE', 'FAILED', 'STOPPED', 'REFUSED', 'RESUMED'] as const)(
    'leaves a run alone that is %s',
    async (name) => {
      const { id: runId, state } = await seededRun(installation, { in: name });
      for (const cause of ['EXECUTION_ENDED', 'DEADLINE_PASSED']) await fail({ runId, cause });
      await fail({ runId, failure: { reason } });
      expect(await stateOf(runId)).toEqual(state);
    },
  );

  it('says that a run never began whose execution was never started', async () => {
    const { id: runId } = await seededRun(installation);
    expect(await fail({ runId, cause: 'DEADLINE_PASSED' })).toMatchObject({
      reason: { code: 'NEVER_STARTED' },
    });
    expect(await stateOf(runId)).toMatchObject({ name: 'FAILED' });
  });

  it('begins another undoing for one that died, and gives up after the fifth', async () => {
    const { id: runId } = await seededRun(installation, { in: 'UNDOING', step: STEP_STATES.VERIFIED });
    await fail({ undoExecution: `${runId}.1`, cause: 'UNDO_ENDED' });
    expect((await undoOf(runId, 2)).status).toBe('RUNNING');
    await fail({ undoExecution: `${runId}.5`, cause: 'UNDO_ENDED' });
    expect(await stateOf(runId)).toMatchObject({
      name: 'FAILED',
      why: 'The undoing died 5 times; a person has to look.',
    });
  });

  it('knows nothing of a run that was never written down', async () => {
    expect(await fail({ runId: 'run-0123456789', cause: 'DEADLINE_PASSED' })).toEqual({});
  });
});
