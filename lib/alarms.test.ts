import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { catalog } from '../functions/catalog.ts';
import { alarmAccount } from '../sandbox/cloudwatch/alarm-account.fixture.ts';
import { MINUTE, send } from '../sandbox/cloudwatch/recording-account.fixture.ts';
import { makeAlarm } from './alarms.ts';
import { nounAlarms, platformAlarms } from './manifest/alarm-plans.ts';
import { makeManifest } from './manifest/manifest.ts';
import { nounsOf } from './manifest/stack-names.ts';
import { all } from './template.fixture.ts';

const manifest = makeManifest(catalog, {
  account: '000000000000',
  region: 'eu-west-1',
  prefix: 'operate',
});
const HOUR = 60 * MINUTE;

/** An alarm of the product in a CloudWatch, from what its template says: CloudFormation and the API name it alike. */
async function alarm(name: string) {
  const plans = [...platformAlarms(manifest), ...nounAlarms(manifest, 'audit')];
  const plan = plans.find((one) => one.name === name);
  if (!plan) throw new Error(`There is no alarm ${name}.`);
  const stack = new Stack();
  makeAlarm(stack, plan, manifest);
  const [properties] = all(Template.fromStack(stack), 'AWS::CloudWatch::Alarm');
  const { service, clock, notifications, describeOne } = alarmAccount();
  await send(service, 'PutMetricAlarm', properties as unknown as PutMetricAlarmInput);
  const record = (metric = plan.metrics[0]?.metric ?? '') => {
    const [{ namespace = '', dimensions = {} } = {}] = plan.metrics;
    service.record({ namespace, metric, dimensions, at: clock.now(), value: 1 });
  };
  /** Lets an hour pass, with an evaluation every minute, and answers the state. */
  const hour = async (minutes = 60) => {
    for (let minute = 0; minute < minutes; minute++) {
      await clock.advanceBy(MINUTE);
      service.tick(clock.now());
    }
    return (await describeOne(`operate-${name}`))?.StateValue;
  };
  return { record, hour, clock, told: () => notifications.map(({ subject }) => subject.split(':')[0]) };
}

it('about one noun alone are in its stack, the rest on the platform', () => {
  const names = (plans: readonly { readonly name: string }[]) => plans.map(({ name }) => name);
  expect(names(platformAlarms(manifest))).toEqual([
    'dead-letters',
    'restore-failed',
    'machine-failed',
    'restore-throttled',
  ]);
  const nouns = nounsOf(catalog).flatMap((noun) =>
    names(nounAlarms(manifest, noun)).map((name) => [noun, name]),
  );
  expect(nouns).toEqual([
    ['audit', 'audit-anchor-stale'],
    ['incidents', 'signals-late'],
  ]);
});

describe('an alarm on how machines end', () => {
  it.each(['restore-failed', 'machine-failed'])(
    '%s fires when its rule matched, and at no other metric',
    async (name) => {
      const { record, hour } = await alarm(name);
      record('FailedInvocations');
      expect(await hour(10)).toBe('OK');
      record('TriggeredRules');
      expect(await hour(3)).toBe('ALARM');
      expect(await hour(10)).toBe('OK');
    },
  );
});

describe('audit-anchor-stale', () => {
  it('says nothing of a new installation, whether its first call comes at once or later', async () => {
    const { record, hour, told } = await alarm('audit-anchor-stale');
    for (let hours = 0; hours < 5; hours++) expect(await hour()).toBe('INSUFFICIENT_DATA');
    record();
    expect(await hour()).toBe('OK');
    for (let hours = 0; hours < 5; hours++) {
      record();
      expect(await hour()).toBe('OK');
    }
    expect(told()).toEqual([]);
  });

  it('fires when the calls stop, stays, and clears within two hours of calls', async () => {
    const { record, hour, told } = await alarm('audit-anchor-stale');
    record();
    const states = [];
    for (let hours = 0; hours < 30; hours++) states.push(await hour());
    const fired = states.indexOf('ALARM');
    expect([3, 4]).toContain(fired);
    expect(states.slice(0, fired).every((state) => state === 'OK')).toBe(true);
    expect(states.slice(fired).every((state) => state === 'ALARM')).toBe(true);
    record();
    await hour();
    record();
    expect(await hour()).toBe('OK');
    expect(told()).toEqual(['ALARM']);
  });

  it('forgives one call that is missed, and calls that come a little late', async () => {
    const { record, hour, clock, told } = await alarm('audit-anchor-stale');
    for (const minutes of [60, 59, 61, 120, 60, 62, 58, 60]) {
      record();
      await hour(minutes);
    }
    expect(clock.now() % HOUR).toBe(0);
    expect(told()).toEqual([]);
  });
});
