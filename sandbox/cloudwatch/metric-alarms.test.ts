import { describe, expect, it } from 'vitest';
import { alarmAccount, errors, PROMPT, TOPIC } from './alarm-account.fixture.ts';
import { evaluateAlarms } from './alarm-timer.ts';
import { MINUTE, NOON, send } from './recording-account.fixture.ts';

describe('metric alarms', () => {
  it('start with insufficient data', async () => {
    const { put, describeOne, events } = alarmAccount();
    await put();
    expect(await describeOne()).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
      ActionsEnabled: true,
      AlarmArn: 'arn:aws:cloudwatch:eu-west-1:000000000000:alarm:errors',
    });
    expect(events).toEqual([]);
  });

  it('change state when N of N breach and change back when one does not', async () => {
    const { put, describeOne, live } = alarmAccount();
    await put();
    await live(9, 1);
    expect((await describeOne())?.StateValue).toBe('OK');
    await live(9, 8);
    expect(await describeOne()).toMatchObject({
      StateValue: 'ALARM',
      StateReason:
        'Threshold Crossed: 2 datapoints [8.0 (01/01/26 12:03:00), 9.0 (01/01/26 12:02:00)] were greater than the threshold (5.0).',
      StateUpdatedTimestamp: new Date(NOON + 4 * MINUTE),
    });
    await live(2);
    expect(await describeOne()).toMatchObject({
      StateValue: 'OK',
      StateReason:
        'Threshold Crossed: 1 datapoint [2.0 (01/01/26 12:04:00)] was not greater than the threshold (5.0).',
    });
  });

  it('count M of N', async () => {
    const { put, describeOne, live } = alarmAccount();
    await put({ EvaluationPeriods: 3, DatapointsToAlarm: 2 });
    await live(9, 1, 9);
    expect(await describeOne()).toMatchObject({
      StateValue: 'ALARM',
      StateReason:
        'Threshold Crossed: 2 out of the last 3 datapoints [9.0 (01/01/26 12:02:00), 9.0 (01/01/26 12:00:00)] were greater than the threshold (5.0) (minimum 2 datapoints for OK -> ALARM transition).',
    });
    await live(1);
    expect((await describeOne())?.StateReason).toContain('(minimum 2 datapoints for ALARM -> OK transition)');
  });

  it('fall back to insufficient data when the metric has stopped for the whole evaluation range', async () => {
    const { put, describeOne, live } = alarmAccount();
    await put();
    await live(1, 1, undefined, undefined, undefined, undefined, undefined);
    expect((await describeOne())?.StateValue).toBe('OK');
    await live(undefined);
    expect(await describeOne()).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Insufficient Data: 2 datapoints were unknown.',
    });
  });

  it('keep their state when they are overwritten', async () => {
    const { put, describeOne, live } = alarmAccount();
    await put();
    await live(9, 9);
    await put({ Threshold: 100 });
    expect(await describeOne()).toMatchObject({ StateValue: 'ALARM', Threshold: 100 });
    await live(9);
    expect((await describeOne())?.StateValue).toBe('OK');
  });
});

describe('the event of a state change', () => {
  it('has the shape of AWS', async () => {
    const { put, live, events } = alarmAccount();
    await put();
    await live(9, 9);
    expect(events).toHaveLength(1);
    expect(events[0]).toEqual({
      source: 'aws.cloudwatch',
      detailType: 'CloudWatch Alarm State Change',
      resources: ['arn:aws:cloudwatch:eu-west-1:000000000000:alarm:errors'],
      detail: {
        alarmName: 'errors',
        state: {
          value: 'ALARM',
          reason: expect.stringContaining('Threshold Crossed: 2 datapoints'),
          reasonData: expect.any(String),
          timestamp: '2026-01-01T12:02:00.000+0000',
        },
        previousState: {
          value: 'INSUFFICIENT_DATA',
          reason: 'Unchecked: Initial alarm creation',
          timestamp: '2026-01-01T12:00:00.000+0000',
        },
        configuration: {
          description: 'Too many errors',
          metrics: [
            {
              id: '00000000-0000-0000-0000-000000000001',
              metricStat: {
                metric: {
                  namespace: 'AWS/ApplicationELB',
                  name: 'HTTPCode_Target_5XX_Count',
                  dimensions: { TargetGroup: 'blue' },
                },
                period: 60,
                stat: 'Sum',
              },
              returnData: true,
            },
          ],
        },
      },
    });
    const state = events[0]?.detail.state as { reasonData: string } | undefined;
    expect(JSON.parse(state?.reasonData ?? '')).toEqual({
      version: '1.0',
      queryDate: '2026-01-01T12:02:00.000+0000',
      startDate: '2026-01-01T12:00:00.000+0000',
      statistic: 'Sum',
      period: 60,
      recentDatapoints: [9, 9],
      threshold: 5,
      evaluatedDatapoints: [
        { timestamp: '2026-01-01T12:01:00.000+0000', sampleCount: 1, value: 9 },
        { timestamp: '2026-01-01T12:00:00.000+0000', sampleCount: 1, value: 9 },
      ],
    });
  });
});

describe('changes of metric alarms', () => {
  it('notify the topics of the new state once', async () => {
    const { put, live, notifications } = alarmAccount();
    await put({ OKActions: [`${TOPIC}-ok`] });
    await live(9, 9, 9, 1);
    expect(notifications.map(({ topicArn, subject }) => [topicArn, subject])).toEqual([
      [TOPIC, 'ALARM: "errors" in eu-west-1'],
      [`${TOPIC}-ok`, 'OK: "errors" in eu-west-1'],
    ]);
    expect(JSON.parse(notifications[0]?.message ?? '')).toMatchObject({
      AlarmName: 'errors',
      AWSAccountId: '000000000000',
      NewStateValue: 'ALARM',
      OldStateValue: 'INSUFFICIENT_DATA',
      Trigger: { MetricName: 'HTTPCode_Target_5XX_Count', Statistic: 'SUM', Threshold: 5 },
    });
  });

  it('publish but do not notify while actions are disabled', async () => {
    const { put, live, notifications, events } = alarmAccount();
    await put({ ActionsEnabled: false });
    await live(9, 9);
    expect(events).toHaveLength(1);
    expect(notifications).toEqual([]);
  });

  it('say how missing data were treated', async () => {
    const { put, describeOne, live } = alarmAccount();
    await put({ TreatMissingData: 'breaching' });
    await live(undefined);
    expect(await describeOne()).toMatchObject({
      StateValue: 'ALARM',
      StateReason:
        'Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [Breaching].',
    });
    await put({ AlarmName: 'quiet', TreatMissingData: 'notBreaching' });
    await live(9);
    expect(await describeOne('quiet')).toMatchObject({
      StateValue: 'OK',
      StateReason:
        'Threshold Crossed: 1 datapoint was received for 2 periods and 1 missing datapoint was treated as [NonBreaching].',
    });
  });
});

describe('evaluations of metric alarms', () => {
  it('ignore missing data of DynamoDB metrics by default', async () => {
    const { put, describeOne, live, service } = alarmAccount();
    await put({ Namespace: 'AWS/DynamoDB' });
    await send(service, 'SetAlarmState', { AlarmName: 'errors', StateValue: 'OK', StateReason: 'test' });
    await live(undefined, undefined);
    expect((await describeOne())?.StateValue).toBe('OK');
  });

  it('see a breach only when the metric is published', async () => {
    const { put, describeOne, live } = alarmAccount({ ...PROMPT, seconds: [180, 180] });
    await put({ EvaluationPeriods: 1 });
    await live(9, undefined, undefined);
    expect((await describeOne())?.StateValue).toBe('INSUFFICIENT_DATA');
    await live(undefined);
    expect((await describeOne())?.StateValue).toBe('ALARM');
  });

  it('are evaluated once a minute, however often the clock ticks', async () => {
    const { put, describeOne, live, service, clock } = alarmAccount();
    await put({ EvaluationPeriods: 1 });
    await live(9);
    await send(service, 'SetAlarmState', { AlarmName: 'errors', StateValue: 'OK', StateReason: 'test' });
    await clock.advanceBy(59_000);
    service.tick(clock.now());
    expect((await describeOne())?.StateValue).toBe('OK');
    await clock.advanceBy(1000);
    service.tick(clock.now());
    expect((await describeOne())?.StateValue).toBe('ALARM');
  });

  it('are evaluated in the background while the clock runs', async () => {
    const { put, describeOne, service, clock } = alarmAccount();
    await put({ EvaluationPeriods: 1, TreatMissingData: 'breaching' });
    const stop = new AbortController();
    const timer = evaluateAlarms(service, clock, stop.signal);
    await clock.advanceBy(MINUTE);
    expect((await describeOne())?.StateValue).toBe('ALARM');
    stop.abort();
    await timer;
  });
});

describe('metric alarms by statistic', () => {
  it('watch percentiles and counts above a limit', async () => {
    const { put, describeOne, service, clock } = alarmAccount();
    const latency = { MetricName: 'TargetResponseTime', EvaluationPeriods: 1, Statistic: undefined };
    await put({ ...latency, AlarmName: 'p90', ExtendedStatistic: 'p90', Threshold: 0.8 });
    await put({ ...latency, AlarmName: 'slow', ExtendedStatistic: 'TC(0.5:)', Threshold: 50 });
    await put({ ...latency, AlarmName: 'fast', ExtendedStatistic: 'PR(:0.5)', Threshold: 50 });
    for (let index = 1; index <= 100; index++) {
      const metric = {
        namespace: 'AWS/ApplicationELB',
        metric: 'TargetResponseTime',
        at: NOON,
        value: index / 100,
      };
      service.record({ ...metric, dimensions: { TargetGroup: 'blue' } });
    }
    await clock.advanceBy(MINUTE);
    service.tick(clock.now());
    expect((await describeOne('p90'))?.StateValue).toBe('ALARM');
    expect((await describeOne('slow'))?.StateValue).toBe('OK');
    expect((await describeOne('fast'))?.StateValue).toBe('OK');
  });

  it.each([
    [199, 'INSUFFICIENT_DATA'],
    [200, 'ALARM'],
  ])('on p95 with %d samples and low samples ignored are %s', async (count, expected) => {
    const { put, describeOne, service, clock } = alarmAccount();
    const percentile = { Statistic: undefined, ExtendedStatistic: 'p95', EvaluationPeriods: 1 };
    await put({ ...percentile, EvaluateLowSampleCountPercentile: 'ignore' });
    const { Namespace: namespace = '', MetricName: metric = '' } = errors;
    service.record({ namespace, metric, dimensions: { TargetGroup: 'blue' }, at: NOON, value: 9, count });
    await clock.advanceBy(MINUTE);
    service.tick(clock.now());
    expect((await describeOne())?.StateValue).toBe(expected);
  });

  it('watch metric math', async () => {
    const { put, describeOne, live, events } = alarmAccount();
    const { Namespace, MetricName, Dimensions, ...rest } = errors;
    const MetricStat = { Metric: { Namespace, MetricName, Dimensions }, Period: 60, Stat: 'Sum' };
    const none = { Namespace: undefined, MetricName: undefined, Dimensions: undefined, Statistic: undefined };
    const Metrics = [
      { Id: 'doubled', Expression: 'm1 * 2', Label: 'twice' },
      { Id: 'm1', MetricStat, ReturnData: false },
    ];
    await put({ ...rest, ...none, Period: undefined, Metrics });
    await live(3, 3);
    expect((await describeOne())?.StateValue).toBe('ALARM');
    expect(events[0]?.detail.configuration).toMatchObject({
      metrics: [
        { id: 'doubled', expression: 'm1 * 2', label: 'twice', returnData: true },
        { id: 'm1', returnData: false },
      ],
    });
  });
});
