import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  MAIL,
  mailContract,
  mailRelease,
  type Sorter,
} from '../../../sandbox/account/queue-release.fixture.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import type { Contract } from '../../contract.ts';
import { lettersLeft, sendLetter } from '../letters.fixture.ts';

const HOUR_MS = 3_600_000;

let contract: Contract;
beforeAll(async () => {
  contract = await mailContract();
});

let installation: Installation;
let broken: boolean;
let sorted: string[];
beforeEach(async () => {
  broken = false;
  sorted = [];
  const sorter: Sorter = async ({ messages }) => {
    if (broken) throw new Error('The sorter is broken.');
    sorted.push(...messages.map(({ body }) => body));
    return { failed: [] };
  };
  installation = await install({ release: mailRelease(contract, sorter) });
});
afterEach(() => installation.close());

const redrive = (input: { target?: string; dryRun?: boolean } = {}) =>
  installation.as('operator').redrive_dead_letters(input);

/** Messages that were handed out in vain, as often as they may be. */
async function inVain(...bodies: string[]): Promise<void> {
  broken = true;
  for (const body of bodies) installation.account.sqs.send(MAIL, { body });
  await installation.clock.advanceBy(HOUR_MS);
  broken = false;
}

describe('messages that a queue handed out in vain', () => {
  it('are listed with their queue, without secrets, whatever they are', async () => {
    await inVain('{"token":"hunter2","n":1}', 'no JSON');
    const { letters } = await installation.as('viewer').list_dead_letters({});
    expect(letters).toMatchObject([
      { source: 'queue', target: MAIL, excerpt: '{"token":"[redacted]","n":1}', ageSeconds: HOUR_MS / 1000 },
      {
        source: 'queue',
        target: MAIL,
        excerpt: 'no JSON',
        error: expect.stringMatching(/^ReceivedInVain: /),
      },
    ]);
    const { letters: ofQueue } = await installation
      .as('viewer')
      .list_dead_letters({ target: 'operate-mail' });
    expect(ofQueue).toHaveLength(2);
    const none = await installation.as('viewer').list_dead_letters({ target: 'operate-anchor-audit' });
    expect(none.letters).toEqual([]);
  });

  it('go back into their queue, and to its function', async () => {
    await inVain('one', 'two');
    expect(await redrive({ dryRun: true })).toMatchObject({
      letters: [{ outcome: 'PLANNED', words: 'operate-mail would get it again.' }, { outcome: 'PLANNED' }],
    });
    expect(await redrive()).toMatchObject({
      state: 'DONE',
      letters: [
        { outcome: 'DELIVERED', target: MAIL, words: expect.stringMatching(/^operate-mail has it again;/) },
        { outcome: 'DELIVERED' },
      ],
      waiting: 0,
    });
    await installation.clock.advanceBy(HOUR_MS);
    expect(sorted.toSorted()).toEqual(['one', 'two']);
    expect(lettersLeft(installation)).toEqual([]);
  });

  it('come back as new letters when they fail for good again', async () => {
    await inVain('one');
    broken = true;
    expect(await redrive()).toMatchObject({ state: 'DONE' });
    expect(lettersLeft(installation)).toEqual([]);
    await installation.clock.advanceBy(HOUR_MS);
    expect(lettersLeft(installation)).toMatchObject([{ body: 'one', redrivenFrom: MAIL }]);
  });

  it.each([
    [
      'error-before',
      'ResourceNotFoundException',
      'FAILED',
      /^operate-mail did not take it: ResourceNotFound/,
    ],
    ['error-after', 'TimeoutError', 'UNKNOWN', /^operate-mail may have it; SQS did not say: Timeout/],
  ] as const)('stay where the queue does not answer (%s)', async (effect, name, outcome, words) => {
    await inVain('one');
    installation.account.faults.add({
      match: { command: 'SendMessage', principal: '*redrive-dead-letters' },
      effect,
      error: { name },
    });
    expect(await redrive()).toMatchObject({
      state: 'INCOMPLETE',
      letters: [{ outcome, words: expect.stringMatching(words) }],
    });
    expect(lettersLeft(installation)).toHaveLength(1);
  });
});

describe('an event that could not be put into its queue', () => {
  const EVENT = {
    source: 'aws.ecs',
    resources: ['arn:aws:states:eu-west-1:000000000000:stateMachine:operate-drying'],
    detailType: 'Stopped',
    detail: { n: 1 },
  };

  it('goes there once more', async () => {
    const { account, clock } = installation;
    const remove = account.faults.add({
      match: { command: 'SendMessage', principal: '*events.amazonaws.com' },
      effect: 'error-before',
      error: { name: 'QueueDoesNotExist', message: 'gone', statusCode: 400 },
    });
    account.eventBridge.publish(EVENT);
    await clock.advanceBy(60_000);
    remove();
    expect(lettersLeft(installation)).toMatchObject([{ attributes: { TARGET_ARN: MAIL } }]);
    expect(await redrive({ target: 'operate-mail' })).toMatchObject({ state: 'DONE' });
    await clock.advanceBy(60_000);
    expect(sorted.map((body) => JSON.parse(body))).toMatchObject([{ source: 'aws.ecs', detail: { n: 1 } }]);
  });

  it('is refused where its rule does not ask for it', async () => {
    sendLetter(installation, {
      body: JSON.stringify({ ...EVENT, source: 'shop' }),
      attributes: { RULE_ARN: 'arn:aws:events:eu-west-1:000000000000:rule/operate-post', TARGET_ARN: MAIL },
    });
    expect(await redrive()).toMatchObject({
      letters: [{ outcome: 'REFUSED', words: expect.stringContaining('does not ask for such an event') }],
    });
    expect(sorted).toEqual([]);
  });
});

it('doctor knows rules that fill queues', async () => {
  const { checks } = await installation.as('viewer').doctor({});
  expect(checks.find(({ check }) => check === 'rule operate-post')).toMatchObject({
    words: 'It is enabled and calls operate-mail.',
  });
});
