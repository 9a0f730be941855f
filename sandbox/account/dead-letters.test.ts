import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { Account } from './account.ts';
import { Storage } from './storage.ts';

const QUEUE = 'arn:aws:sqs:eu-west-1:000000000000:dead';
const ROLE = 'arn:aws:iam::000000000000:role/tester';
const HOUR_MS = 3_600_000;

let directory: string;
let account: Account;
let clock: VirtualClock;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dead-letters-'));
  ({ account, clock } = begun());
});
afterEach(async () => {
  await account.close();
  await rm(directory, { recursive: true });
});

/** An account of this directory, with a function that fails and a queue for what it did not do. */
function begun() {
  const time = new VirtualClock();
  const made = new Account({ plane: 'model', clock: time, seed: 1, storage: new Storage(directory) });
  made.iam.setStatements(ROLE, [{ actions: ['*'], resources: ['*'] }]);
  made.sqs.createQueue({ name: 'dead', retentionSeconds: 14 * 86_400 });
  made.lambda.createFunction({
    name: 'broken',
    roleArn: ROLE,
    asynchronous: { onFailure: QUEUE },
    handler: async () => {
      throw new Error('no');
    },
  });
  return { account: made, clock: time };
}

const bodies = () =>
  account.sqs.messages('dead').map(({ body }) => JSON.parse(body) as Record<string, unknown>);
const clients = () => account.dispatcher.clientsFor({ arn: ROLE });

describe('the dead letters of an account', () => {
  it('are those of rules, of schedules and of asynchronous calls, each in its own form', async () => {
    const gone = 'arn:aws:lambda:eu-west-1:000000000000:function:gone';
    account.eventBridge.putRule({
      name: 'r',
      pattern: { source: ['app'] },
      targets: [{ id: 'a', arn: gone, deadLetterArn: QUEUE }],
    });
    account.eventBridge.publish({ source: 'app', detailType: 'Run', detail: { n: 1 } });
    const Target = { Arn: gone, RoleArn: ROLE, Input: '{"n":2}', DeadLetterConfig: { Arn: QUEUE } };
    const at = new Date(clock.now() + 60_000).toISOString().slice(0, 19);
    const FlexibleTimeWindow = { Mode: 'OFF' } as const;
    await clients()(SchedulerClient).send(
      new CreateScheduleCommand({ Name: 's', ScheduleExpression: `at(${at})`, FlexibleTimeWindow, Target }),
    );
    await clients()(LambdaClient).send(
      new InvokeCommand({ FunctionName: 'broken', InvocationType: 'Event', Payload: Buffer.from('{"n":3}') }),
    );
    await clock.advanceBy(HOUR_MS);
    expect(bodies()).toMatchObject([
      { source: 'app', detail: { n: 1 } },
      { n: 2 },
      { requestContext: { condition: 'RetriesExhausted' }, requestPayload: { n: 3 } },
    ]);
    const named = account.sqs.messages('dead').map(({ attributes }) => Object.keys(attributes).sort());
    expect(named[0]).toContain('RULE_ARN');
    expect(named[1]).toContain('SCHEDULE_ARN');
    expect(named[2]).toEqual([]);
  });

  it('survive the account’s process', async () => {
    await account.restore();
    account.sqs.send(QUEUE, { body: '{"kept":true}', attributes: { RULE_ARN: 'r' } });
    await account.close();
    ({ account, clock } = begun());
    expect(bodies()).toEqual([]);
    await account.restore();
    expect(account.sqs.messages('dead')).toMatchObject([
      { body: '{"kept":true}', attributes: { RULE_ARN: 'r' } },
    ]);
  });
});

describe('calls of AWS’s APIs', () => {
  it('become events only while a trail records them', async () => {
    const seen: string[] = [];
    account.lambda.createFunction({
      name: 'watch',
      roleArn: ROLE,
      handler: async (event) => void seen.push((event as { detail: { eventName: string } }).detail.eventName),
    });
    account.eventBridge.putRule({
      name: 'calls',
      pattern: { source: ['aws.lambda'], 'detail-type': ['AWS API Call via CloudTrail'] },
      targets: [{ id: 'a', arn: 'arn:aws:lambda:eu-west-1:000000000000:function:watch' }],
    });
    const detail = { eventName: 'UpdateAlias20150331' };
    const change = { source: 'aws.lambda', detailType: 'AWS API Call via CloudTrail', detail };
    account.scope.publish(change);
    await clock.advanceBy(1_000);
    expect(seen).toEqual(['UpdateAlias20150331']);
    account.cloudTrail.stopLogging('arn:aws:cloudtrail:eu-west-1:000000000000:trail/management-events');
    account.scope.publish(change);
    await clock.advanceBy(1_000);
    expect(seen).toHaveLength(1);
  });
});
