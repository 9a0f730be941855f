import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarmEvent, alarmNotification } from './cloudwatch.fixture.ts';
import { readAlarmEvent } from './cloudwatch-event.ts';
import { readAlarmNotification } from './cloudwatch-sns.ts';
import { observe } from './observe.ts';

const envelope = (message: unknown) => ({ Type: 'Notification', MessageId: '1', Message: message });
const signalOf = (message: unknown) => {
  const reading = readAlarmNotification(message);
  if (reading.kind === 'refused') throw new Error(JSON.stringify(reading.violations));
  return reading.signal;
};
const fieldsOf = (message: unknown) => {
  const reading = readAlarmNotification(message);
  return reading.kind === 'refused' ? reading.violations.map(({ field }) => field) : [];
};

describe('the notification of an alarm', () => {
  it('gives the same signal as the event, alone and in an envelope', () => {
    const event = readAlarmEvent(alarmEvent());
    expect(readAlarmNotification(alarmNotification())).toEqual(event);
    expect(readAlarmNotification(envelope(JSON.stringify(alarmNotification())))).toEqual(event);
  });

  it('is a duplicate of the event, whichever comes first', () => {
    const event = readAlarmEvent(alarmEvent());
    const both = [signalOf(alarmNotification()), ...(event.kind === 'signal' ? [event.signal] : [])];
    for (const [one, other] of [both, both.toReversed()]) {
      if (!one || !other) throw new Error('The event was refused.');
      const first = observe(undefined, one);
      expect(observe(first.record, other)).toMatchObject({ kind: 'duplicate' });
      expect(observe(first.record, other)).not.toHaveProperty('record');
    }
  });

  it('of an expression has its first metric, in either spelling of dimensions', () => {
    const stat = (name: string, Dimensions: object[]) => ({
      Id: name,
      MetricStat: { Metric: { Namespace: 'Shop', MetricName: name, Dimensions }, Period: 60, Stat: 'Sum' },
      ReturnData: false,
    });
    const expression = { Id: 'e1', Expression: 'a / b', ReturnData: true };
    const sdk = stat('a', [{ Name: 'Side', Value: 'blue' }]);
    const sns = stat('b', [{ name: 'Side', value: 'green' }]);
    const metricOf = (...Metrics: object[]) =>
      signalOf(alarmNotification({ Trigger: { Metrics, Period: 60 } })).metric;
    expect(metricOf(expression, sdk, sns)).toEqual({
      namespace: 'Shop',
      name: 'a',
      dimensions: { Side: 'blue' },
      statistic: 'Sum',
      periodSeconds: 60,
    });
    expect(metricOf(expression, sns, sdk)?.dimensions).toEqual({ Side: 'green' });
    expect(metricOf(sdk, { ...sns, ReturnData: true })?.name).toBe('b');
    expect(metricOf(expression)).toBeUndefined();
  });

  it.each([
    ['AVERAGE', 'Average'],
    ['SUM', 'Sum'],
    ['MINIMUM', 'Minimum'],
    ['MAXIMUM', 'Maximum'],
    ['SAMPLE_COUNT', 'SampleCount'],
    ['SAMPLECOUNT', 'SampleCount'],
    ['p99', 'p99'],
  ])('spells the statistic %s as %s', (Statistic, expected) => {
    const { Trigger } = alarmNotification();
    expect(signalOf(alarmNotification({ Trigger: { ...Trigger, Statistic } })).metric?.statistic).toBe(
      expected,
    );
  });

  it('knows extended statistics, and does without a metric that is not whole', () => {
    const { Trigger } = alarmNotification();
    const metricOf = (changes: object) =>
      signalOf(alarmNotification({ Trigger: { ...Trigger, ...changes } })).metric;
    expect(metricOf({ ExtendedStatistic: 'p95' })?.statistic).toBe('p95');
    expect(metricOf({ Namespace: '' })).toBeUndefined();
    expect(metricOf({ MetricName: 7 })).toBeUndefined();
    expect(metricOf({ Period: '300' })).toBeUndefined();
    expect(metricOf({ Dimensions: 'none' })?.dimensions).toEqual({});
    expect(metricOf({ Dimensions: null })?.dimensions).toEqual({});
    expect(
      metricOf({ Dimensions: [{ value: 'x' }, 7, { name: 'A', value: 'a\u0000' }] })?.dimensions,
    ).toEqual({ A: 'a' });
    const many = Array.from({ length: 40 }, (_, index) => ({ name: `d${index}`, value: '' }));
    expect(Object.keys(metricOf({ Dimensions: many })?.dimensions ?? {})).toHaveLength(30);
  });

  it('of a composite alarm has no metric', () => {
    const { Trigger: _none, ...composite } = alarmNotification({ AlarmRule: 'ALARM(a)' });
    expect(signalOf(composite)).not.toHaveProperty('metric');
  });

  it.each([
    ['AlarmArn', { AlarmArn: undefined }],
    ['NewStateValue', { NewStateValue: 'BAD' }],
    ['StateChangeTime', { StateChangeTime: 'then' }],
  ])('is refused for its %s', (field, changes) => {
    expect(fieldsOf(alarmNotification(changes))).toEqual([field]);
  });

  it.each([
    ['AlarmName', { Type: 'SubscriptionConfirmation' }],
    ['AlarmName', 'text'],
    ['AlarmName', null],
    ['Message', envelope('not JSON')],
    ['Message', envelope(alarmNotification())],
    ['Message', envelope('{}')],
  ])('is refused for its %s when it is something else', (field, message) => {
    expect(fieldsOf(message)).toEqual([field]);
  });

  it('never throws', () => {
    const kinds = (value: unknown) =>
      expect(['signal', 'refused']).toContain(readAlarmNotification(value).kind);
    const json = fc.jsonValue();
    fc.assert(
      fc.property(json, (value) => {
        kinds(value);
        kinds(envelope(JSON.stringify(value)));
        kinds(alarmNotification({ Trigger: value }));
        kinds(alarmNotification({ Trigger: { Metrics: [{ MetricStat: value }], Dimensions: value } }));
        kinds(alarmNotification({ NewStateReason: value, AlarmName: value, NewStateReasonData: value }));
      }),
    );
  });
});
