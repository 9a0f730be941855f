import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { refuseOtherMembers, SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { AccountScope, Command, Need } from '../service.ts';
import { checkActions } from './alarm-actions.ts';
import { alarmPeriod } from './alarm-datapoints.ts';
import { isThresholdOperator } from './alarm-evaluation.ts';
import type { Alarms } from './alarms.ts';
import { checkQueries } from './metric-queries.ts';
import { validationError } from './refusals.ts';
import { parseStatistic } from './statistic-syntax.ts';

const FILE = 'sandbox/cloudwatch/put-metric-alarm.ts';
const LONGEST = 7 * 86_400;
const KNOWN = [
  'AlarmName',
  'AlarmDescription',
  'ActionsEnabled',
  'OKActions',
  'AlarmActions',
  'InsufficientDataActions',
  'MetricName',
  'Namespace',
  'Statistic',
  'ExtendedStatistic',
  'Dimensions',
  'Period',
  'Unit',
  'EvaluationPeriods',
  'DatapointsToAlarm',
  'Threshold',
  'ComparisonOperator',
  'TreatMissingData',
  'EvaluateLowSampleCountPercentile',
  'Metrics',
  'Tags',
];

function checkStatistic({ Statistic, ExtendedStatistic }: PutMetricAlarmInput): void {
  if ((Statistic === undefined) === (ExtendedStatistic === undefined)) {
    throw validationError('Exactly one of Statistic and ExtendedStatistic must be given.');
  }
  if (ExtendedStatistic !== undefined && !parseStatistic(ExtendedStatistic)) {
    throw validationError(`The value ${ExtendedStatistic} for parameter ExtendedStatistic is not supported.`);
  }
}

function checkMetrics(input: PutMetricAlarmInput): void {
  const queries = input.Metrics ?? [];
  if (input.MetricName !== undefined) {
    throw validationError('MetricName and Metrics are mutually exclusive.');
  }
  checkQueries(queries);
  if (queries.filter(({ ReturnData }) => ReturnData !== false).length !== 1) {
    throw validationError('Exactly one element of the metrics list should return data.');
  }
}

function checkPeriod(input: PutMetricAlarmInput): void {
  const period = alarmPeriod(input);
  if ([10, 20, 30].includes(period))
    throw new SandboxNotImplemented(`alarms with a period of ${period} s`, FILE);
  if (period < 60 || period % 60 !== 0) {
    throw validationError('Metric period must be 10, 20, 30 or a multiple of 60 seconds.');
  }
  if ((input.EvaluationPeriods ?? 1) * period > LONGEST) {
    throw validationError(
      'Metrics cannot be checked across more than 7 days (EvaluationPeriods * Period must be <= 604800).',
    );
  }
}

function checkThreshold(input: PutMetricAlarmInput): void {
  const { ComparisonOperator, Threshold, EvaluationPeriods = 1, DatapointsToAlarm } = input;
  if (!isThresholdOperator(ComparisonOperator)) {
    throw new SandboxNotImplemented(`alarms that compare by ${ComparisonOperator}`, FILE);
  }
  if (Threshold === undefined) throw validationError('Threshold is required for static threshold alarms.');
  if (EvaluationPeriods < 1) throw validationError('EvaluationPeriods must be at least 1.');
  if (DatapointsToAlarm !== undefined && (DatapointsToAlarm < 1 || DatapointsToAlarm > EvaluationPeriods)) {
    throw validationError('DatapointsToAlarm must be between 1 and EvaluationPeriods.');
  }
}

function checkChoice(name: string, value: string | undefined, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value)) return;
  throw validationError(`The value ${value} for parameter ${name} is not one of ${allowed.join(', ')}.`);
}

function check(input: PutMetricAlarmInput): void {
  refuseOtherMembers('PutMetricAlarm', input, KNOWN, FILE);
  if (input.Metrics) checkMetrics(input);
  else checkStatistic(input);
  checkPeriod(input);
  checkThreshold(input);
  checkChoice('TreatMissingData', input.TreatMissingData, ['missing', 'ignore', 'breaching', 'notBreaching']);
  const lowSamples = input.EvaluateLowSampleCountPercentile;
  checkChoice('EvaluateLowSampleCountPercentile', lowSamples, ['evaluate', 'ignore']);
  checkActions(input);
}

function needs(alarms: Alarms, input: PutMetricAlarmInput): readonly Need[] {
  const resource = alarms.arn(input.AlarmName ?? '');
  const put: Need = { action: 'cloudwatch:PutMetricAlarm', resource };
  return input.Tags?.length ? [put, { action: 'cloudwatch:TagResource', resource }] : [put];
}

/** PutMetricAlarm: on one metric or on metric math, with static thresholds and periods of whole minutes. */
export function putMetricAlarm(
  alarms: Alarms,
  scope: AccountScope,
): Command<PutMetricAlarmInput, Record<string, never>> {
  return {
    run: (input) => {
      check(input);
      const { Tags, ...configuration } = structuredClone(input);
      const arn = alarms.arn(input.AlarmName ?? '');
      if (Tags && !alarms.get(input.AlarmName ?? '')) {
        scope.tags.set(arn, Object.fromEntries(Tags.map(({ Key, Value }) => [Key ?? '', Value ?? ''])));
      }
      alarms.putMetric(configuration);
      return {};
    },
    needs: (input) => needs(alarms, input),
  };
}
