import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { failedCall, lettersLeft, sendLetter } from '../letters.fixture.ts';

let installation: Installation;
beforeEach(async () => {
  installation = await install();
});
afterEach(() => installation.close());

const list = (input: { limit?: number; target?: string } = {}) =>
  installation.as('viewer').list_dead_letters(input);

describe('list_dead_letters', () => {
  it('says that none wait', async () => {
    expect(await list()).toEqual({ waiting: 0, hidden: 0, letters: [] });
  });

  it('shows what a rule could not deliver, by an account that really failed to', async () => {
    const { account, clock, product } = installation;
    account.faults.add({
      match: { command: 'Invoke', principal: '*events.amazonaws.com' },
      effect: 'error-before',
      error: { name: 'AccessDeniedException', message: 'no', statusCode: 403 },
    });
    const stateMachineArn = product.environment.deploymentMachine;
    const detail = { stateMachineArn, status: 'FAILED', name: 'dep-0000000000', taskToken: 'AQ' };
    account.eventBridge.publish({
      source: 'aws.states',
      detailType: 'Step Functions Execution Status Change',
      detail,
    });
    await clock.advanceBy(60_000);
    const { waiting, letters } = await list();
    expect({ waiting, letters }).toEqual({
      waiting: 1,
      letters: [
        {
          id: expect.any(String),
          source: 'rule',
          from: 'arn:aws:events:eu-west-1:000000000000:rule/operate-deployment-ended',
          target: product.environment.startRestoreFunction,
          error: 'NO_PERMISSIONS: no',
          attempts: 1,
          sentAt: expect.stringMatching(/^2026-01-01T/),
          ageSeconds: expect.any(Number),
          excerpt: expect.stringContaining('"name":"dep-0000000000","taskToken":"[redacted]"'),
        },
      ],
    });
  });

  it('hides nothing from whoever looks next', async () => {
    for (let n = 0; n < 23; n++) sendLetter(installation, failedCall(installation, 'start_restore', { n }));
    const first = await list({ limit: 50 });
    expect(first.letters).toHaveLength(23);
    expect(await list({ limit: 50 })).toEqual(first);
    expect(await list({ limit: 4 })).toMatchObject({ waiting: 23, letters: first.letters.slice(0, 4) });
    expect(lettersLeft(installation)).toHaveLength(23);
  });

  it('looks for so long only, gives back what it took, and says what it did not see', async () => {
    const { account } = installation;
    for (let n = 0; n < 60; n++) sendLetter(installation, failedCall(installation, 'start_restore', { n }));
    account.faults.add({
      match: { command: 'ReceiveMessage', principal: '*list-dead-letters' },
      effect: 'latency',
      milliseconds: 4_000,
    });
    const { waiting, unread, letters } = await list({ limit: 50 });
    expect([waiting, letters.length]).toEqual([60, 30]);
    expect(unread).toMatch(/^About 30 letters were not looked at/);
    account.faults.clear();
    expect((await list({ limit: 50 })).letters).toHaveLength(50);
  });

  it('says what kept a notification from people', async () => {
    const { as, account, clock, product } = installation;
    await as('admin').set_alerting({
      document: 'channels: [{ name: ops, type: slack, secret: operate/gone, channel: C1 }]',
    });
    const notice = {
      subject: 'inc-1',
      title: 'Down',
      severity: 'high',
      environment: 'production',
      services: [],
      type: 'opened',
      words: 'It is down.',
      at: '2026-01-01T00:00:00Z',
    };
    const notification = { id: 'inc-1@ops', channel: 'ops', notice };
    const queue = product.manifest.queues.find(({ name }) => name === 'operate-notifications');
    account.sqs.send(queue?.arn ?? '', { body: JSON.stringify({ kind: 'notification', notification }) });
    await clock.advanceBy(2 * 3_600_000);
    expect((await list()).letters).toMatchObject([
      {
        source: 'queue',
        error: expect.stringMatching(
          /^ReceivedInVain: .* The secret operate\/gone could not be read: Resource/,
        ),
      },
    ]);
  });

  it('shows those for one function, and messages that are no letters', async () => {
    sendLetter(installation, { body: 'hello, password=x Bearer abcdefghijkl' });
    sendLetter(installation, failedCall(installation, 'anchor_audit', {}));
    sendLetter(installation, failedCall(installation, 'start_restore', { deploymentId: 'dep-1' }));
    const { letters } = await list({ target: 'operate-anchor-audit' });
    expect(letters).toMatchObject([{ source: 'invocation', error: 'DependencyFailed: AWS did not answer.' }]);
    expect((await list()).letters[0]).toMatchObject({
      source: 'unknown',
      error: 'The message is not JSON.',
      excerpt: 'hello, password=x [redacted]',
    });
  });
});
