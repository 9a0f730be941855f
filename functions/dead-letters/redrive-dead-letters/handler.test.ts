import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ruleArn } from '../../../lib/manifest/resources.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { seeded } from '../../../test/flows/seeded.ts';
import { readDeployment } from '../../runs/store.ts';
import { failedCall, lettersLeft, sendLetter } from '../letters.fixture.ts';

let installation: Installation;
beforeEach(async () => {
  installation = await install();
});
afterEach(() => installation.close());

const ENDED = { deploymentId: 'dep-01kdvdwmc03mpmv0czx67r', cause: 'EXECUTION_ENDED' };
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
      letters: [
        { outcome: 'DELIVERED', words: expect.stringMatching(/^Lambda calls operate-start-restore;/) },
      ],
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

  it('gets a call that fails for good back as a new letter', async () => {
    const { clock } = installation;
    // A rule would send it, and the function does not take such an id.
    sendLetter(
      installation,
      failedCall(installation, 'start_restore', { ...ENDED, deploymentId: 'nonsense' }),
    );
    expect(await redrive()).toMatchObject({ state: 'DONE', letters: [{ outcome: 'DELIVERED' }], waiting: 0 });
    expect(lettersLeft(installation)).toEqual([]);
    await clock.advanceBy(600_000);
    expect(lettersLeft(installation)).toHaveLength(1);
    const { letters } = await installation.as('viewer').list_dead_letters({});
    expect(letters).toMatchObject([
      { source: 'invocation', attempts: 3, error: expect.stringMatching(/^InvalidInput: /) },
    ]);
  });

  it('makes one call of a function that takes longer than anybody waits', async () => {
    const { account, clock } = installation;
    sendLetter(installation, failedCall(installation, 'anchor_audit', {}));
    account.faults.add({
      match: { client: 'S3Client', principal: '*anchor-audit' },
      effect: 'latency',
      milliseconds: 12_000,
      times: 1,
    });
    const before = clock.now();
    expect(await redrive()).toMatchObject({ state: 'DONE' });
    expect(clock.now() - before).toBeLessThan(6_000);
    await clock.advanceBy(600_000);
    expect(account.faults.applied).toHaveLength(1);
    expect(invoked('function:operate-anchor-audit')).toHaveLength(1);
    expect(lettersLeft(installation)).toEqual([]);
  });

  it('does not call a delivery failed of which it heard nothing', async () => {
    sendLetter(installation, failedCall(installation, 'anchor_audit', {}));
    installation.account.faults.add({
      match: { command: 'Invoke', principal: '*redrive-dead-letters' },
      effect: 'error-after',
      error: { name: 'TimeoutError' },
    });
    expect(await redrive()).toMatchObject({
      state: 'INCOMPLETE',
      letters: [
        {
          outcome: 'UNKNOWN',
          words: expect.stringMatching(
            /^operate-anchor-audit may have been called; Lambda did not say: Timeout/,
          ),
        },
      ],
      waiting: 1,
    });
    expect(lettersLeft(installation)).toMatchObject([{ visibleAt: installation.clock.now() }]);
    expect(await audited()).toContain('0 of 1 dead letters were delivered.');
  });

  it('keeps a letter whose function Lambda does not call', async () => {
    sendLetter(installation, failedCall(installation, 'anchor_audit', {}));
    sendLetter(installation, failedCall(installation, 'start_restore', ENDED));
    installation.account.faults.add({
      match: { command: 'Invoke', principal: '*redrive-dead-letters' },
      effect: 'error-before',
      error: { name: 'ResourceNotFoundException', message: 'gone', statusCode: 404 },
      times: 1,
    });
    expect(await redrive()).toMatchObject({
      state: 'INCOMPLETE',
      letters: [
        {
          outcome: 'FAILED',
          words: 'operate-anchor-audit could not be called: ResourceNotFoundException: gone',
        },
        { outcome: 'DELIVERED' },
      ],
      waiting: 1,
    });
    expect(lettersLeft(installation)).toHaveLength(1);
  });

  it('refuses what none of our rules and schedules could have sent', async () => {
    const { account, product } = installation;
    const { driverFunctions } = product.environment;
    const promote = { action: 'promote', deploymentId: 'dep-1' };
    sendLetter(installation, failedCall(installation, 'drive_lambda_alias', promote));
    sendLetter(installation, {
      body: JSON.stringify(promote),
      attributes: {
        SCHEDULE_ARN: 'arn:aws:scheduler:eu-west-1:000000000000:schedule/operate/window-dep-1',
        TARGET_ARN: driverFunctions['lambda-alias'],
      },
    });
    sendLetter(installation, {
      body: JSON.stringify({ source: 'aws.states', detail: { name: 'dep-1', status: 'SUCCEEDED' } }),
      attributes: {
        RULE_ARN: 'arn:aws:events:eu-west-1:000000000000:rule/operate-deployment-ended',
        TARGET_ARN: product.environment.startRestoreFunction,
      },
    });
    const { letters } = await redrive();
    expect(letters.map(({ outcome, words }) => [outcome, words])).toEqual([
      [
        'REFUSED',
        expect.stringMatching(/^No rule and no schedule of ours sends this to .*drive-lambda-alias/),
      ],
      ['REFUSED', expect.stringMatching(/window-dep-1 does not send this to .*drive-lambda-alias/)],
      ['REFUSED', expect.stringMatching(/rule\/operate-deployment-ended does not ask for such an event/)],
    ]);
    expect(invoked('function:')).toEqual([]);
    expect(account.sqs.messages('operate-dead-letters')).toHaveLength(3);
  });

  it('knows every filter in the patterns of the rules, and every schedule', async () => {
    const { manifest } = installation.product;
    for (const { name, bus, operation } of manifest.rules)
      sendLetter(installation, {
        body: JSON.stringify({ source: 'shop', detail: {} }),
        attributes: {
          RULE_ARN: ruleArn(manifest.naming, name, bus),
          TARGET_ARN: manifest.functions.find((plan) => plan.operation === operation)?.arn ?? '',
        },
      });
    for (const { operation, input } of manifest.schedules)
      sendLetter(installation, failedCall(installation, operation, JSON.parse(input)));
    const { letters } = await redrive({ dryRun: true, limit: 25 });
    expect(letters.map(({ outcome, words }) => (outcome === 'PLANNED' ? outcome : words))).toEqual([
      ...manifest.rules.map(() => expect.stringMatching(/does not ask for such an event\.$/)),
      ...manifest.schedules.map(() => 'PLANNED'),
    ]);
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
    for (let n = 0; n < 3; n++)
      sendLetter(
        installation,
        failedCall(installation, 'start_restore', { ...ENDED, deploymentId: `dep-000000000${n}` }),
      );
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
