import { alarmSignal } from './cloudwatch-alarm.ts';
import { firstMetric, signalMetric } from './cloudwatch-metric.ts';
import { type Reading, refused } from './reading.ts';
import type { SignalMetric } from './signal.ts';
import { member, parsedJson } from './untyped.ts';

const FIELDS = { arn: 'AlarmArn', state: 'NewStateValue', at: 'StateChangeTime' };

/**
 * The signal of the JSON that an alarm action sends to an SNS topic, alone (raw delivery) or in SNS's envelope.
 * Source: CloudWatch User Guide, "Notifying users on alarm changes".
 * @param message the message or the envelope, parsed from JSON
 */
export function readAlarmNotification(message: unknown): Reading {
  const enveloped = member(message, 'Type') === 'Notification';
  const alarm = enveloped ? parsedJson(member(message, 'Message')) : message;
  if (member(alarm, 'AlarmName') === undefined)
    return refused({
      field: enveloped ? 'Message' : 'AlarmName',
      problem: 'is no notification of an alarm',
      allowed: 'the JSON of a CloudWatch alarm action, as it is or in an SNS envelope of type Notification',
    });
  return alarmSignal(
    {
      arn: member(alarm, 'AlarmArn'),
      name: member(alarm, 'AlarmName'),
      state: member(alarm, 'NewStateValue'),
      reason: member(alarm, 'NewStateReason'),
      reasonData: member(alarm, 'NewStateReasonData'),
      at: member(alarm, 'StateChangeTime'),
      metric: triggerMetric(member(alarm, 'Trigger')),
    },
    FIELDS,
  );
}

/** A trigger has one metric of its own, or the queries of an expression. */
function triggerMetric(trigger: unknown): SignalMetric | undefined {
  const single = signalMetric({
    namespace: member(trigger, 'Namespace'),
    name: member(trigger, 'MetricName'),
    dimensions: member(trigger, 'Dimensions'),
    statistic: member(trigger, 'ExtendedStatistic') ?? member(trigger, 'Statistic'),
    period: member(trigger, 'Period'),
  });
  return single ?? firstMetric(member(trigger, 'Metrics'), metricOf);
}

function metricOf(query: unknown): SignalMetric | undefined {
  const metric = member(query, 'MetricStat', 'Metric');
  return signalMetric({
    namespace: member(metric, 'Namespace'),
    name: member(metric, 'MetricName'),
    dimensions: member(metric, 'Dimensions'),
    statistic: member(query, 'MetricStat', 'Stat'),
    period: member(query, 'MetricStat', 'Period'),
  });
}
