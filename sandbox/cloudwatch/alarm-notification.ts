import type { AlarmRecord, AlarmState, MetricAlarmRecord } from './alarm.ts';
import { eventTime } from './alarm.ts';
import { dimensionRecord } from './metric.ts';

/** A message for an SNS topic; `message` is JSON text. */
export interface AlarmNotification {
  readonly topicArn: string;
  readonly subject: string;
  readonly message: string;
}

function trigger({ configuration }: MetricAlarmRecord): Record<string, unknown> {
  const { ExtendedStatistic, Statistic, Dimensions, Metrics } = configuration;
  const metric = {
    MetricName: configuration.MetricName,
    Namespace: configuration.Namespace,
    StatisticType: ExtendedStatistic === undefined ? 'Statistic' : 'ExtendedStatistic',
    ...(ExtendedStatistic === undefined ? { Statistic: Statistic?.toUpperCase() } : { ExtendedStatistic }),
    Dimensions: Object.entries(dimensionRecord(Dimensions)).map(([name, value]) => ({ name, value })),
  };
  return {
    ...(Metrics ? { Metrics } : metric),
    Period: configuration.Period,
    EvaluationPeriods: configuration.EvaluationPeriods,
    DatapointsToAlarm: configuration.DatapointsToAlarm,
    ComparisonOperator: configuration.ComparisonOperator,
    Threshold: configuration.Threshold,
    TreatMissingData: configuration.TreatMissingData ?? 'missing',
    EvaluateLowSampleCountPercentile: configuration.EvaluateLowSampleCountPercentile ?? '',
  };
}

/** The ARNs that a record's state calls: its OK, alarm or insufficient-data actions. None when actions are off. */
export function actionsOf({ configuration, state }: AlarmRecord): readonly string[] {
  if (configuration.ActionsEnabled === false) return [];
  const { OKActions, AlarmActions, InsufficientDataActions } = configuration;
  const actions = { OK: OKActions, ALARM: AlarmActions, INSUFFICIENT_DATA: InsufficientDataActions };
  return actions[state.value] ?? [];
}

/** The messages that a state change sends, one for each SNS action of the new state. */
export function alarmNotifications(
  record: AlarmRecord,
  previous: AlarmState,
  account: { readonly accountId: string; readonly region: string },
): readonly AlarmNotification[] {
  const { configuration, state } = record;
  const message = JSON.stringify({
    AlarmName: record.name,
    AlarmDescription: configuration.AlarmDescription ?? null,
    AWSAccountId: account.accountId,
    AlarmConfigurationUpdatedTimestamp: eventTime(record.configuredAt),
    NewStateValue: state.value,
    NewStateReason: state.reason,
    StateChangeTime: eventTime(state.updatedAt),
    Region: account.region,
    AlarmArn: record.arn,
    OldStateValue: previous.value,
    OKActions: configuration.OKActions ?? [],
    AlarmActions: configuration.AlarmActions ?? [],
    InsufficientDataActions: configuration.InsufficientDataActions ?? [],
    ...(record.kind === 'metric'
      ? { Trigger: trigger(record) }
      : { AlarmRule: record.configuration.AlarmRule }),
  });
  const subject = `${state.value}: "${record.name}" in ${account.region}`;
  return actionsOf(record).map((topicArn) => ({ topicArn, subject, message }));
}
