import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StateName } from '../../../core/rollout/state.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { seeded } from '../../../test/flows/seeded.ts';
import { runStep } from '../../../test/flows/step.ts';
import { readDeployment } from '../../runs/store.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const LIVE: StateName[] = ['PENDING', 'AWAITING_APPROVAL', 'PREPARING', 'BAKING', 'PAUSED'];
const start = (input: object) => runStep(installation, 'start_restore', input);
const startedFor = (id: string) =>
  installation.account.recorder.calls
    .filter(({ command, outcome, input }) => {
      const { name = '' } = input as { name?: string };
      return command === 'StartExecution' && outcome === 'ok' && name.startsWith(id);
    })
    .map(({ input }) => (input as { name?: string }).name?.slice(id.length));
const stateAfter = async (id: string) => {
  await installation.clock.advanceBy(30_000);
  return (await readDeployment(installation.context, id)).state;
};

describe('start_restore', () => {
  it.each(LIVE)('ends a deployment that is %s when its execution has ended', async (name) => {
    const { id } = await seeded(installation, { in: name });
    const reason = {
      code: 'EXECUTION_ENDED',
      words: 'The deployment machine ended before the deployment did.',
    };
    expect(await start({ deploymentId: id, cause: 'EXECUTION_ENDED' })).toEqual({ next: 'restore', reason });
    expect(startedFor(id)).toEqual(['.1']);
    expect(await stateAfter(id)).toMatchObject({ name: 'ROLLED_BACK', reason });
  });

  it('ends what is not over by its deadline, and says so when it never began', async () => {
    const late = await seeded(installation, { in: 'BAKING' });
    await start({ deploymentId: late.id, cause: 'DEADLINE_PASSED' });
    expect(await stateAfter(late.id)).toMatchObject({
      name: 'ROLLED_BACK',
      reason: { code: 'DEADLINE_PASSED', words: `The deployment was not over by ${late.deadline}.` },
    });
    const never = await seeded(installation, { in: 'PENDING' });
    await start({ deploymentId: never.id, cause: 'DEADLINE_PASSED' });
    expect(await stateAfter(never.id)).toMatchObject({ name: 'FAILED', reason: { code: 'NEVER_STARTED' } });
  });

  it('begins no second restore at the deadline beside one that runs for another reason', async () => {
    const { id } = await seeded(installation, { in: 'RESTORING' });
    const { clients, environment } = installation.context;
    const reason = { code: 'STEP_FAILED', words: 'A step failed.' };
    const input = JSON.stringify({ deploymentId: id, target: 'ecs-pair', reason });
    await clients(SFNClient).send(
      new StartExecutionCommand({ stateMachineArn: environment.restoreMachine, name: `${id}.1`, input }),
    );
    expect(await start({ deploymentId: id, cause: 'DEADLINE_PASSED' })).toMatchObject({ next: 'restore' });
    expect(startedFor(id)).toEqual(['.1']);
  });

  it.each(['PROMOTED', 'ROLLED_BACK', 'ABORTED', 'REFUSED', 'FAILED'] as const)(
    'leaves a deployment alone that is %s',
    async (name) => {
      const { id, state } = await seeded(installation, { in: name });
      for (const cause of ['EXECUTION_ENDED', 'DEADLINE_PASSED'])
        expect(await start({ deploymentId: id, cause })).toEqual({ next: 'done' });
      expect(await start({ executionName: `${id}.1`, cause: 'RESTORE_ENDED' })).toEqual({ next: 'done' });
      expect(await stateAfter(id)).toEqual(state);
      expect(startedFor(id)).toEqual([]);
    },
  );

  it('has nothing to end where nothing was written down', async () => {
    const input = { deploymentId: 'dep-0000000000', cause: 'DEADLINE_PASSED' };
    expect(await start(input)).toEqual({ next: 'done' });
  });

  it('makes sure that a restore runs, under the reason it was begun for', async () => {
    const { id } = await seeded(installation, { in: 'RESTORING' });
    const reason = { code: 'JUDGED_WORSE', words: 'More errors.' };
    expect(await start({ deploymentId: id, cause: 'EXECUTION_ENDED' })).toEqual({ next: 'restore', reason });
    expect(startedFor(id)).toEqual(['.1']);
    expect(await stateAfter(id)).toMatchObject({ name: 'ROLLED_BACK', reason });
  });

  it('follows a restore that died by the next one, and not a deployment that nobody restores', async () => {
    const { id } = await seeded(installation, { in: 'RESTORING' });
    await start({ executionName: `${id}.2`, cause: 'RESTORE_ENDED' });
    expect(startedFor(id)).toEqual(['.3']);
    const baking = await seeded(installation, { in: 'BAKING' });
    expect(await start({ executionName: `${baking.id}.1`, cause: 'RESTORE_ENDED' })).toEqual({
      next: 'done',
    });
    expect(startedFor(baking.id)).toEqual([]);
  });

  it('gives up after five', async () => {
    const { id } = await seeded(installation, { in: 'RESTORING' });
    const reason = { code: 'RESTORE_FAILED', words: 'The restore died 5 times; a person has to look.' };
    expect(await start({ executionName: `${id}.5`, cause: 'RESTORE_ENDED' })).toEqual({
      next: 'done',
      reason,
    });
    expect(startedFor(id)).toEqual([]);
    expect(await stateAfter(id)).toMatchObject({ name: 'FAILED', reason });
  });
});
