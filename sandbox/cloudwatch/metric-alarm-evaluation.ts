import type { PutMetricAlarmInput, StateValue } from '@aws-sdk/client-cloudwatch';
import type { MetricAlarmRecord } from './alarm.ts';
import {
  type AlarmDatapoint,
  alarmDatapoints,
  alarmPeriod,
  hasLowSamples,
  isMultiDay,
} from './alarm-datapoints.ts';
import {
  type AlarmRule,
  breaches,
  decidingPoints,
  evaluateAlarm,
  isThresholdOperator,
} from './alarm-evaluation.ts';
import { type Evidence, stateReason, stateReasonData } from './alarm-reason.ts';
import type { MetricStore } from './metric-store.ts';

/** The state an evaluation gives, with its reason. */
export interface Evaluation {
  readonly value: StateValue;
  readonly reason: string;
  readonly reasonData: string;
}

function ruleOf(alarm: PutMetricAlarmInput): AlarmRule {
  const evaluationPeriods = alarm.EvaluationPeriods ?? 1;
  const standard = alarm.Namespace === 'AWS/DynamoDB' ? 'ignore' : 'missing';
  return {
    evaluationPeriods,
    datapointsToAlarm: alarm.DatapointsToAlarm ?? evaluationPeriods,
    treatMissingData: (alarm.TreatMissingData ?? standard) as AlarmRule['treatMissingData'],
  };
}

function breachOf(alarm: PutMetricAlarmInput, { value }: AlarmDatapoint): boolean | undefined {
  const { ComparisonOperator, Threshold } = alarm;
  if (value === undefined || !isThresholdOperator(ComparisonOperator)) return undefined;
  return breaches(ComparisonOperator, value, Threshold ?? 0);
}

/** Alarms are evaluated once a minute, those that look at more than a day once an hour. */
export function isDue({ configuration, evaluatedAt }: MetricAlarmRecord, now: number): boolean {
  const interval = isMultiDay(configuration, alarmPeriod(configuration)) ? 3_600_000 : 60_000;
  return evaluatedAt === undefined || Math.floor(now / interval) > Math.floor(evaluatedAt / interval);
}

/** Evaluates a metric alarm on what is visible at `now`; undefined when too few samples leave its state alone. */
export function evaluateMetricAlarm(
  store: MetricStore,
  record: MetricAlarmRecord,
  now: number,
): Evaluation | undefined {
  const alarm = record.configuration;
  const rule = ruleOf(alarm);
  const datapoints = alarmDatapoints(store, alarm, now);
  const points = datapoints.map((datapoint) => breachOf(alarm, datapoint));
  const deciding = decidingPoints(points, rule.evaluationPeriods).flatMap((index) => {
    const datapoint = datapoints[index];
    if (datapoint?.value === undefined) return [];
    return [{ ...datapoint, value: datapoint.value, breaching: points[index] === true }];
  });
  if (hasLowSamples(alarm, deciding)) return undefined;
  const filled = rule.evaluationPeriods - deciding.length;
  const window = filled === 0 ? deciding : datapoints.slice(-rule.evaluationPeriods);
  const evidence: Evidence = { deciding, filled, window };
  const value = evaluateAlarm(points, rule, record.state.value);
  return {
    value,
    reason: stateReason(alarm, value, evidence),
    reasonData: stateReasonData(alarm, evidence, now),
  };
}
