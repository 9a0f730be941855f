import type { DescribeAlarmsOutput, MetricAlarm, PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import type { AlarmNotification } from './alarm-notification.ts';
import { CloudWatch } from './cloudwatch.ts';
import type { PublicationLag } from './publication.ts';
import { MINUTE, recordingAccount, send } from './recording-account.fixture.ts';

/** Publication with no lag and no revision. */
export const PROMPT: PublicationLag = {
  from: 'minute-end',
  seconds: [0, 0],
  jitterSeconds: 0,
  revisedShare: 0,
  firstShare: [1, 1],
  revisionSeconds: 0,
};
export const TOPIC = 'arn:aws:sns:eu-west-1:000000000000:incidents';
/** More than five errors in each of two minutes. */
export const errors: PutMetricAlarmInput = {
  AlarmName: 'errors',
  AlarmDescription: 'Too many errors',
  Namespace: 'AWS/ApplicationELB',
  MetricName: 'HTTPCode_Target_5XX_Count',
  Dimensions: [{ Name: 'TargetGroup', Value: 'blue' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 2,
  Threshold: 5,
  ComparisonOperator: 'GreaterThanThreshold',
  AlarmActions: [TOPIC],
};

/** CloudWatch with a clock that the test moves, and all that it sends. */
export function alarmAccount(lag = PROMPT) {
  const recording = recordingAccount();
  const notifications: AlarmNotification[] = [];
  const notify = (notification: AlarmNotification) => void notifications.push(notification);
  const service = new CloudWatch(recording.scope, { lags: { 'AWS/ApplicationELB': lag }, notify });
  const put = (part: Partial<PutMetricAlarmInput> = {}) =>
    send(service, 'PutMetricAlarm', { ...errors, ...part });
  const describeOne = async (name = 'errors'): Promise<MetricAlarm | undefined> => {
    const found = await send<DescribeAlarmsOutput>(service, 'DescribeAlarms', { AlarmNames: [name] });
    return found.MetricAlarms?.[0];
  };
  /** Observes the values in one minute each, from noon on, with an evaluation after every minute. */
  const live = async (...values: readonly (number | undefined)[]) => {
    for (const value of values) {
      const at = recording.clock.now();
      const { Namespace: namespace = '', MetricName: metric = '' } = errors;
      if (value !== undefined)
        service.record({ namespace, metric, dimensions: { TargetGroup: 'blue' }, at, value });
      await recording.clock.advanceBy(MINUTE);
      service.tick(recording.clock.now());
    }
  };
  return { ...recording, service, notifications, put, describeOne, live };
}
