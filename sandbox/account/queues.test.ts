import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Contract } from '../../functions/contract.ts';
import type { Definition } from '../../functions/operation.ts';
import type { QueueBatch } from '../../functions/queue-batch.ts';
import { sortMail } from '../../lib/houses.fixture.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { Account } from './account.ts';
import { installProduct, type Release, upgradeProduct } from './product.ts';
import { MAIL, mailContract, mailRelease, type Sorter } from './queue-release.fixture.ts';
import { Storage } from './storage.ts';

const TESTER = 'arn:aws:iam::000000000000:role/tester';
const TOPIC = 'arn:aws:sns:eu-west-1:000000000000:operate-mail';
const MACHINE = 'arn:aws:states:eu-west-1:000000000000:stateMachine:operate-drying';
const HOUR_MS = 3_600_000;

let contract: Contract;
beforeAll(async () => {
  contract = await mailContract();
});

let clock: VirtualClock;
let account: Account;
let seen: QueueBatch['messages'][];
let sorter: Sorter;
beforeEach(() => {
  seen = [];
  sorter = async () => ({ failed: [] });
  account = begun();
});
afterEach(() => account.close());

function begun(storage?: Storage): Account {
  clock = new VirtualClock();
  const made = new Account({ plane: 'model', clock, seed: 1, ...(storage && { storage }) });
  made.iam.setStatements(TESTER, [{ actions: ['*'], resources: ['*'] }]);
  return made;
}

function release(definition: Definition = sortMail): Release {
  const handler: Sorter = async (batch, context) => {
    seen.push(batch.messages);
    return sorter(batch, context);
  };
  return mailRelease(contract, handler, definition);
}

const clients = () => account.dispatcher.clientsFor({ arn: TESTER });
const bodies = () => seen.flat().map(({ body }) => body);
const publish = () =>
  account.eventBridge.publish({
    source: 'aws.ecs',
    detailType: 'Stopped',
    detail: { n: 1 },
    resources: [MACHINE],
  });

describe('a queue of the product', () => {
  it('gets the events of its rules, as they are', async () => {
    const { manifest } = await installProduct(account, { release: release() });
    const id = publish();
    await clock.advanceBy(10_000);
    expect(seen).toMatchObject([[{ receives: 1, sentAt: expect.stringMatching(/^2026-01-01T00:00:0/) }]]);
    expect(bodies().map((body) => JSON.parse(body))).toMatchObject([
      { id, source: 'aws.ecs', detail: { n: 1 } },
    ]);
    expect(account.sqs.messages(manifest.queues[0]?.name ?? '')).toEqual([]);
  });

  it('gets what alarms tell its topic, as they say it', async () => {
    await installProduct(account, { release: release() });
    const cloudWatch = clients()(CloudWatchClient);
    await cloudWatch.send(
      new PutMetricAlarmCommand({
        AlarmName: 'complaints',
        AlarmActions: [TOPIC],
        Namespace: 'App',
        MetricName: 'Complaints',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );
    await cloudWatch.send(
      new SetAlarmStateCommand({ AlarmName: 'complaints', StateValue: 'ALARM', StateReason: 'Test.' }),
    );
    await clock.advanceBy(10_000);
    expect(bodies().map((body) => JSON.parse(body))).toMatchObject([
      { AlarmName: 'complaints', NewStateValue: 'ALARM' },
    ]);
  });

  it('gets what a handler sends, which knows it by name', async () => {
    await installProduct(account, { release: release() });
    sorter = async ({ messages }, { clients: own, environment }) => {
      if (messages[0]?.body === 'ping')
        await own(SQSClient).send(
          new SendMessageCommand({ QueueUrl: environment.queues['mail'], MessageBody: 'pong' }),
        );
      return { failed: [] };
    };
    account.sqs.send(MAIL, { body: 'ping' });
    await clock.advanceBy(10_000);
    expect(bodies()).toEqual(['ping', 'pong']);
  });

  it('hands a failed message out five times in all, then it is a dead letter', async () => {
    const { manifest } = await installProduct(account, { release: release() });
    sorter = async ({ messages }) => ({
      failed: messages.filter(({ body }) => body === 'bad').map(({ id }) => id),
    });
    for (const body of ['good', 'bad']) account.sqs.send(MAIL, { body });
    await clock.advanceBy(HOUR_MS);
    expect(bodies()).toEqual(['good', 'bad', 'bad', 'bad', 'bad', 'bad']);
    expect(seen.at(-1)?.map(({ receives }) => receives)).toEqual([5]);
    expect(account.sqs.messages(manifest.deadLetterQueue.name)).toMatchObject([
      { body: 'bad', redrivenFrom: MAIL },
    ]);
  });

  it('loses nothing where EventBridge, SQS and the function fail', async () => {
    await installProduct(account, { release: release() });
    const { faults } = account;
    faults.add({ match: { command: 'SendMessage' }, effect: 'throttle', times: 4 });
    faults.add({ match: { command: 'ReceiveMessage' }, effect: 'throttle', times: 4 });
    let deaths = 2;
    sorter = async () => {
      if (deaths-- > 0) throw new Error('The process ended.');
      return { failed: [] };
    };
    for (let n = 0; n < 3; n++) publish();
    await clock.advanceBy(HOUR_MS);
    expect(new Set(bodies()).size).toBe(3);
    expect(faults.applied).toHaveLength(8);
    expect(account.sqs.messages('operate-mail')).toEqual([]);
    expect(account.sqs.messages('operate-dead-letters')).toEqual([]);
  });

  it('survives the account’s process, with the messages that were taken and not done', async () => {
    await account.close();
    const place = await mkdtemp(join(tmpdir(), 'queue-'));
    account = begun(new Storage(place));
    await installProduct(account, { release: release() });
    await account.restore();
    sorter = () => Promise.reject(new Error('The process ended.'));
    account.sqs.send(MAIL, { body: 'kept' });
    await clock.advanceBy(10_000);
    expect(bodies()).toEqual(['kept']);
    await account.close();
    sorter = async () => ({ failed: [] });
    account = begun(new Storage(place));
    await installProduct(account, { release: release() });
    await account.restore();
    await clock.advanceBy(HOUR_MS);
    expect(seen.map(([message]) => message?.receives)).toEqual([1, 2]);
    expect(account.sqs.messages('operate-mail')).toEqual([]);
    await account.close();
    await rm(place, { recursive: true });
    account = begun();
  });
});

describe('another release', () => {
  it('keeps the messages of a queue and works them off as it says', async () => {
    const installed = await installProduct(account, { release: release() });
    for (const body of ['1', '2', '3']) account.sqs.send(MAIL, { body });
    const single = { type: 'queue', name: 'mail', batchSize: 1, windowSeconds: 0, concurrency: 2 } as const;
    const next = { ...sortMail, triggers: [single] };
    const upgraded = await upgradeProduct(account, installed, { release: release(next) });
    await clock.advanceBy(HOUR_MS);
    expect(bodies().toSorted()).toEqual(['1', '2', '3']);
    expect(() => account.sns.publish({ TopicArn: TOPIC, Message: 'x' })).toThrow('Topic does not exist');
    publish();
    account.sqs.send(MAIL, { body: '4' });
    account.sqs.send(MAIL, { body: '5' });
    await clock.advanceBy(HOUR_MS);
    expect(seen.slice(-2).map((messages) => messages.map(({ body }) => body))).toEqual([['4'], ['5']]);
    await upgradeProduct(account, upgraded, { release: release({ ...sortMail, triggers: [] }) });
    expect(() => account.sqs.messages('operate-mail')).toThrow('The specified queue does not exist.');
  });
});
