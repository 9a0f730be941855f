import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { seeded } from '../../../test/flows/seeded.ts';
import { readDeployment } from '../../runs/store.ts';
import { failedCall, lettersLeft, sendLetter } from '../letters.fixture.ts';

let installation: Installation;
beforeEach(async () => {
  installation = await install();
});
afterEach(() => installation.close());

const RESOURCE = 'dead-letters/operate-dead-letters';
const redrive = (input: { limit?: number; target?: string; dryRun?: boolean } = {}) =>
  installation.as('operator').redrive_dead_letters(input);
const audited = async () =>
  (await installation.as('viewer').list_audit({ resource: RESOURCE })).records.map(({ words }) => words);
const invoked = (functionName: string) =>
  installation.account.recorder.calls.filter(
    ({ command, principal, input }) =>
      command === 'Invoke' &&
      principal.endsWith('redrive-dead-letters') &&
      JSON.stringify(input).includes(functionName),
  );

/** The deployment's execution ended, and the event of that could not be delivered. */
async function lostEvent() {
  const { account, clock, product } = installation;
  const record = await seeded(installation, { in: 'BAKING' });
  const remove = account.faults.add({
    match: { command: 'Invoke', principal: '*events.amazonaws.com' },
    effect: 'error-before',
    error: { name: 'ResourceNotFoundException', message: 'gone', statusCode: 404 },
  });
  const stateMachineArn = product.environment.deploymentMachine;
  account.eventBridge.publish({
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    detail: { stateMachineArn, status: 'FAILED', name: record.id },
  });
  await clock.advanceBy(60_000);
  remove();
  return record;
}

describe('redrive_dead_letters', () => {
  it('gives a lost event to its function, as the rule would have, and deletes it', async () => {
    const { id } = await lostEvent();
    expect((await readDeployment(installation.context, id)).state.name).toBe('BAKING');
    expect(await redrive()).toMatchObject({
      state: 'DONE',
      letters: [{ outcome: 'DELIVERED', words: 'operate-start-restore took it.' }],
      waiting: 0,
    });
    expect(lettersLeft(installation)).toEqual([]);
    await installation.clock.advanceBy(60_000);
    expect((await readDeployment(installation.context, id)).state).toMatchObject({
      name: 'ROLLED_BACK',
      reason: { code: 'EXECUTION_ENDED' },
    });
    expect(await audited()).toEqual([
      '1 of 1 dead letters were delivered.',
      'The redrive of 1 dead letters was begun.',
    ]);
    expect(await installation.as('viewer').verify_audit({ resource: RESOURCE })).toMatchObject({
      state: 'VERIFIED',
    });
  });

  it('gives a schedule’s call to its function', async () => {
    const { account, clock, context, product } = installation;
    const { id } = await seeded(installation, { in: 'BAKING' });
    const [schedulerRole, target] = [
      product.environment.schedulerRole,
      product.environment.startRestoreFunction,
    ];
    sendLetter(installation, {
      body: JSON.stringify({ deploymentId: id, cause: 'DEADLINE_PASSED' }),
      attributes: {
        SCHEDULE_ARN: `arn:aws:scheduler:eu-west-1:000000000000:schedule/operate/deadman-${id}`,
        TARGET_ARN: target,
        ERROR_CODE: 'AccessDeniedException',
        ERROR_MESSAGE: schedulerRole,
        RETRY_ATTEMPTS: '0',
      },
    });
    expect(account.sqs.messages('operate-dead-letters')).toHaveLength(1);
    expect(await redrive()).toMatchObject({ state: 'DONE' });
    await clock.advanceBy(60_000);
    expect((await readDeployment(context, id)).state).toMatchObject({ reason: { code: 'DEADLINE_PASSED' } });
  });

  it('keeps a letter whose function fails again, and says how', async () => {
    sendLetter(installation, failedCall(installation, 'start_restore', { nonsense: true }));
    sendLetter(installation, failedCall(installation, 'anchor_audit', {}));
    const { state, letters, waiting } = await redrive();
    expect({ state, waiting }).toEqual({ state: 'INCOMPLETE', waiting: 1 });
    expect(letters).toMatchObject([
      {
        outcome: 'FAILED',
        words: expect.stringMatching(/^operate-start-restore failed again: InvalidInput: /),
      },
      { outcome: 'DELIVERED' },
    ]);
    expect(lettersLeft(installation)).toMatchObject([{ visibleAt: installation.clock.now() }]);
    expect(await audited()).toContain('1 of 2 dead letters were delivered.');
  });

  it('keeps a letter whose function cannot be called', async () => {
    sendLetter(installation, failedCall(installation, 'anchor_audit', {}));
    installation.account.faults.add({
      match: { command: 'Invoke', principal: '*redrive-dead-letters' },
      effect: 'error-before',
      error: { name: 'TimeoutError' },
    });
    expect(await redrive()).toMatchObject({
      state: 'INCOMPLETE',
      letters: [
        { outcome: 'FAILED', words: 'operate-anchor-audit did not answer in time and may still be running.' },
      ],
    });
    expect(lettersLeft(installation)).toHaveLength(1);
  });

  it('refuses what is not ours by name, and calls nobody', async () => {
    sendLetter(installation, failedCall(installation, 'approve', { deploymentId: 'dep-1' }));
    sendLetter(
      installation,
      failedCall(installation, 'arn:aws:lambda:eu-west-1:000000000000:function:shop', {}),
    );
    sendLetter(installation, { body: 'hello' });
    const { state, letters } = await redrive();
    expect(state).toBe('INCOMPLETE');
    expect(letters.map(({ outcome, words }) => [outcome, words])).toEqual([
      [
        'REFUSED',
        expect.stringContaining('operate-approve:$LATEST is no function of ours that events call.'),
      ],
      ['REFUSED', expect.stringContaining('function:shop:$LATEST is no function of ours that events call.')],
      ['REFUSED', 'The message is not JSON.'],
    ]);
    expect(invoked('function:')).toEqual([]);
    expect(lettersLeft(installation)).toHaveLength(3);
  });

  it('could not call another function even if it wanted to', () => {
    const { iam } = installation.account;
    const [role] = installation.product.manifest.functions.filter(
      ({ operation }) => operation === 'redrive_dead_letters',
    );
    const need = {
      action: 'lambda:InvokeFunction',
      resource: 'arn:aws:lambda:eu-west-1:000000000000:function:operate-approve',
    };
    expect(iam.firstDenied(role?.role.arn ?? '', [need])).toEqual(need);
  });

  it('plans on a dry run: nothing is called, hidden or written', async () => {
    sendLetter(installation, failedCall(installation, 'anchor_audit', {}));
    sendLetter(installation, { body: 'hello' });
    const planned = await redrive({ dryRun: true });
    expect(planned).toMatchObject({
      state: 'PLANNED',
      letters: [
        { outcome: 'PLANNED', words: 'operate-anchor-audit would be called.' },
        { outcome: 'REFUSED' },
      ],
      waiting: 2,
    });
    expect(await redrive({ dryRun: true })).toEqual(planned);
    expect(invoked('function:')).toEqual([]);
    expect(await audited()).toEqual([]);
  });

  it('takes as many as it is told, for the function it is told', async () => {
    for (let n = 0; n < 3; n++) sendLetter(installation, failedCall(installation, 'start_restore', { n }));
    for (let n = 0; n < 3; n++) sendLetter(installation, failedCall(installation, 'anchor_audit', {}));
    expect(await redrive({ target: 'operate-anchor-audit', limit: 2 })).toMatchObject({
      state: 'DONE',
      letters: [{ outcome: 'DELIVERED' }, { outcome: 'DELIVERED' }],
      waiting: 4,
    });
    expect(await redrive({ target: 'operate-note-outside-change' })).toMatchObject({ state: 'NO_DATA' });
    expect(lettersLeft(installation)).toHaveLength(4);
  });

  it('gives a repeat with the same key the first answer', async () => {
    sendLetter(installation, failedCall(installation, 'anchor_audit', {}));
    const idempotencyKey = 'redrive-1';
    const operator = installation.as('operator');
    const first = await operator.redrive_dead_letters({}, { idempotencyKey });
    sendLetter(installation, failedCall(installation, 'anchor_audit', {}));
    expect(await operator.redrive_dead_letters({}, { idempotencyKey })).toEqual(first);
    expect(lettersLeft(installation)).toHaveLength(1);
  });

  it('is not for those who only look', async () => {
    await expect(installation.as('viewer').redrive_dead_letters({})).rejects.toMatchObject({
      name: 'Forbidden',
    });
  });
});
