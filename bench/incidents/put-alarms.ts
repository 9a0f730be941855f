import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import type { System } from '../../sandbox/workloads/system.ts';
import type { Alarm } from './labelled.ts';

const OPERATORS = {
  '>': 'GreaterThanThreshold',
  '>=': 'GreaterThanOrEqualToThreshold',
  '<': 'LessThanThreshold',
  '<=': 'LessThanOrEqualToThreshold',
} as const;

/** The dimensions of what an alarm watches, as it stands in the account when the alarm is put. */
function dimensionsOf(system: System, { metric, on }: Alarm): Readonly<Record<string, string>> {
  switch (metric.namespace) {
    case 'AWS/ECS':
    case 'ECS/ContainerInsights':
      return system.pair(on).serviceDimensions(system.pair(on).serving);
    case 'AWS/ApplicationELB':
      return system.pair(on).balancerDimensions;
    case 'AWS/Lambda':
      return { FunctionName: on };
    case 'AWS/SQS':
      return { QueueName: on };
    case 'AWS/RDS':
      return { DBInstanceIdentifier: on };
    case 'CWAgent':
      return system.hostOf(on).diskDimensions;
    case 'AWS/CertificateManager':
      return { CertificateArn: system.pair(on).certificate.arn };
    default:
      throw new RangeError(`What does an alarm on ${metric.namespace} watch?`);
  }
}

/** An alarm of a scenario as its owner puts it. */
export function alarmInput(system: System, alarm: Alarm): PutMetricAlarmInput {
  const { metric, datapoints, description } = alarm;
  const percentile = /^p\d/.test(metric.statistic);
  return {
    AlarmName: alarm.id,
    ...(description !== undefined && { AlarmDescription: description }),
    Namespace: metric.namespace,
    MetricName: metric.name,
    Dimensions: Object.entries(dimensionsOf(system, alarm)).map(([Name, Value]) => ({ Name, Value })),
    ...(percentile
      ? { ExtendedStatistic: metric.statistic }
      : { Statistic: metric.statistic as NonNullable<PutMetricAlarmInput['Statistic']> }),
    Period: metric.periodSeconds,
    DatapointsToAlarm: datapoints.toAlarm,
    EvaluationPeriods: datapoints.of,
    ComparisonOperator: OPERATORS[alarm.comparison],
    Threshold: alarm.threshold,
    TreatMissingData: alarm.missing,
    Tags: Object.entries(alarm.tags).map(([Key, Value]) => ({ Key, Value })),
  };
}
