import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { BusEvent } from '../service.ts';
import { type AlarmRecord, type AlarmState, eventTime, type MetricAlarmRecord } from './alarm.ts';
import { dimensionRecord } from './metric.ts';

function stateDetail({ value, reason, reasonData, updatedAt }: AlarmState): Record<string, unknown> {
  return {
    value,
    reason,
    ...(reasonData !== undefined && { reasonData }),
    timestamp: eventTime(updatedAt),
  };
}

function metricDetail({
  Id,
  Expression,
  Label,
  ReturnData,
  MetricStat,
}: MetricDataQuery): Record<string, unknown> {
  const returnData = ReturnData ?? true;
  const label = Label === undefined ? {} : { label: Label };
  if (!MetricStat) return { id: Id, expression: Expression, ...label, returnData };
  const { Metric, Period, Stat, Unit } = MetricStat;
  const dimensions = dimensionRecord(Metric?.Dimensions);
  const metric = { namespace: Metric?.Namespace, name: Metric?.MetricName, dimensions };
  const unit = Unit === undefined ? {} : { unit: Unit };
  return { id: Id, metricStat: { metric, period: Period, stat: Stat, ...unit }, ...label, returnData };
}

function queriesOf({ configuration, metricId }: MetricAlarmRecord): readonly MetricDataQuery[] {
  if (configuration.Metrics) return configuration.Metrics;
  const { Namespace, MetricName, Dimensions, Period, Unit, Statistic, ExtendedStatistic } = configuration;
  const Metric = { Namespace, MetricName, Dimensions };
  return [{ Id: metricId, MetricStat: { Metric, Period, Stat: ExtendedStatistic ?? Statistic, Unit } }];
}

function configurationDetail(record: AlarmRecord): Record<string, unknown> {
  const { AlarmDescription } = record.configuration;
  const description = AlarmDescription === undefined ? {} : { description: AlarmDescription };
  if (record.kind === 'composite') return { ...description, alarmRule: record.configuration.AlarmRule };
  return { ...description, metrics: queriesOf(record).map(metricDetail) };
}

/**
 * The event of a state change.
 * Source: CloudWatch User Guide, "Alarm events and EventBridge".
 */
export function alarmStateChange(record: AlarmRecord, previous: AlarmState): BusEvent {
  return {
    source: 'aws.cloudwatch',
    detailType: 'CloudWatch Alarm State Change',
    resources: [record.arn],
    detail: {
      alarmName: record.name,
      state: stateDetail(record.state),
      previousState: stateDetail(previous),
      configuration: configurationDetail(record),
    },
  };
}
