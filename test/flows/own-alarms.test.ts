import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmInput,
} from '@aws-sdk/client-cloudwatch';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STEP_STATES } from '../../core/runbook/run.fixture.ts';
import { type House, house, MINUTE_MS, TAGS } from '../../functions/incidents/incidents.fixture.ts';
import { seededRun } from '../../functions/runbooks/seeded.fixture.ts';
import { readRun } from '../../functions/runbooks/store.ts';
import { makeAlarm } from '../../lib/alarms.ts';
import { nounAlarms, platformAlarms } from '../../lib/manifest/alarm-plans.ts';
import { all } from '../../lib/template.fixture.ts';
import { runStep } from './step.ts';

let shop: House;
beforeEach(async () => {
  shop = await house();
  const { manifest } = shop.product;
  shop.account.sns.createTopic(manifest.alarmTopic.split(':').at(-1) ?? '');
  for (const plan of [...platformAlarms(manifest), ...nounAlarms(manifest, 'incidents')]) {
    const stack = new Stack();
    makeAlarm(stack, plan, manifest);
    const [properties] = all(Template.fromStack(stack), 'AWS::CloudWatch::Alarm');
    await shop.context
      .clients(CloudWatchClient)
      .send(new PutMetricAlarmCommand(properties as unknown as PutMetricAlarmInput));
  }
  await shop.clock.advanceBy(2 * MINUTE_MS);
});
afterEach(() => shop.close());

/** The alarms of the product that fire now. */
async function firing(): Promise<string[]> {
  const { MetricAlarms = [] } = await shop.context
    .clients(CloudWatchClient)
    .send(new DescribeAlarmsCommand({ AlarmNamePrefix: 'operate-', StateValue: 'ALARM' }));
  return MetricAlarms.map(({ AlarmName = '' }) => AlarmName);
}

/** The function of an operation may no longer do anything. */
function paralyse(operation: string): void {
  shop.account.faults.add({
    match: { principal: `arn:aws:iam::000000000000:role/operate-run-${operation}` },
    effect: 'error-before',
    error: { name: 'AccessDeniedException', statusCode: 400 },
  });
}

async function fire(): Promise<void> {
  await shop.putAlarm('shop-errors', TAGS);
  await shop.setAlarm('shop-errors', 'ALARM');
}

describe('restore-failed', () => {
  it('fires when a restore ended badly', async () => {
    await shop.context.clients(SFNClient).send(
      new StartExecutionCommand({
        stateMachineArn: shop.product.environment.restoreMachine,
        input: JSON.stringify({ deploymentId: 'dep-0123456789' }),
      }),
    );
    for (let minute = 0; minute < 10 && (await firing()).length === 0; minute++)
      await shop.clock.advanceBy(MINUTE_MS);
    expect(await firing()).toEqual(['operate-restore-failed']);
    await shop.clock.advanceBy(10 * MINUTE_MS);
    expect(await firing()).toEqual([]);
  });
});

describe('machine-failed', () => {
  it('fires when what a run did could not be undone', async () => {
    const { id: runId } = await seededRun(shop.installation, { in: 'RUNNING', step: STEP_STATES.VERIFIED });
    const reason = { code: 'STEP_FAILED', words: 'The step failed.' };
    await runStep(shop.installation, 'fail_run', { runId, failure: { reason } });
    await shop.clock.advanceBy(5 * MINUTE_MS);
    expect((await readRun(shop.context, runId)).steps[0]?.state.name).toBe('NOT_UNDONE');
    expect(await firing()).toEqual(['operate-machine-failed']);
  });

  it('fires when nobody is told of an incident', async () => {
    paralyse('tell-level');
    await fire();
    for (let minute = 0; minute < 20 && (await firing()).length === 0; minute++)
      await shop.clock.advanceBy(MINUTE_MS);
    expect(await firing()).toEqual(['operate-machine-failed']);
    expect(shop.account.ses.sent).toEqual([]);
  });

  it('fires when the end of an incident is not seen', async () => {
    await fire();
    paralyse('check-recovery');
    await shop.setAlarm('shop-errors', 'OK');
    for (let minute = 0; minute < 20 && (await firing()).length === 0; minute++)
      await shop.clock.advanceBy(MINUTE_MS);
    expect(await firing()).toEqual(['operate-machine-failed']);
  });

  it('says nothing of an incident that goes well', async () => {
    await fire();
    await shop.setAlarm('shop-errors', 'OK');
    for (let minute = 0; minute < 20; minute++) {
      await shop.clock.advanceBy(MINUTE_MS);
      expect(await firing()).toEqual([]);
    }
  });
});

describe('signals-late', () => {
  it('fires when nobody works off the queue, and clears once it is empty', async () => {
    const queue = shop.product.manifest.queues.find(({ trigger }) => trigger === 'signals');
    if (!queue) throw new Error('There is no queue of signals.');
    shop.account.eventSources.delete(queue.arn);
    await fire();
    await shop.clock.advanceBy(14 * MINUTE_MS);
    expect(await firing()).toEqual([]);
    await shop.clock.advanceBy(5 * MINUTE_MS);
    expect(await firing()).toEqual(['operate-signals-late']);
    const { operation, visibilitySeconds, batchSize, windowSeconds, concurrency, arn } = queue;
    const functionName = `operate-${operation.replaceAll('_', '-')}`;
    const polling = { visibilitySeconds, batchSize, windowSeconds, concurrency };
    shop.account.eventSources.put({ queueArn: arn, functionName, ...polling });
    await shop.clock.advanceBy(6 * MINUTE_MS);
    expect(await firing()).toEqual([]);
  });
});

describe('dead-letters', () => {
  it('fires when people could not be told', async () => {
    paralyse('deliver-notifications');
    await fire();
    for (let minute = 0; minute < 60 && (await firing()).length === 0; minute++)
      await shop.clock.advanceBy(MINUTE_MS);
    expect(await firing()).toEqual(['operate-dead-letters']);
    const { letters } = await shop.as('viewer').list_dead_letters({});
    const target = shop.product.manifest.queues.find(({ trigger }) => trigger === 'notifications')?.arn;
    expect(letters).toMatchObject([{ source: 'queue', target }]);
  });
});
