import type { PutMetricAlarmInput, StateValue } from '@aws-sdk/client-cloudwatch';
import { eventTime } from './alarm.ts';
import { type AlarmDatapoint, alarmPeriod } from './alarm-datapoints.ts';

/** What an evaluation saw: the datapoints that decided, oldest first, and how many were filled in. */
export interface Evidence {
  readonly deciding: readonly (AlarmDatapoint & { readonly value: number; readonly breaching: boolean })[];
  readonly filled: number;
  readonly window: readonly AlarmDatapoint[];
}

const RELATIONS: Readonly<Record<string, string>> = {
  GreaterThanThreshold: 'greater than',
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));
const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
const were = (count: number): string => (count === 1 ? 'was' : 'were');

/** `01/10/19 13:46:00`: day, month and year, in UTC. */
function shortTime(time: number): string {
  const [date = '', clock = ''] = new Date(time).toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}/${month}/${year.slice(2)} ${clock.slice(0, 8)}`;
}

function treated(alarm: PutMetricAlarmInput, filled: number): string {
  const treatment = { breaching: 'Breaching', notBreaching: 'NonBreaching' }[alarm.TreatMissingData ?? ''];
  if (filled === 0 || treatment === undefined) return '';
  return `and ${filled} missing ${filled === 1 ? 'datapoint' : 'datapoints'} ${were(filled)} treated as [${treatment}]`;
}

/** For M of N alarms: how many datapoints the change takes. */
function minimum(alarm: PutMetricAlarmInput, value: StateValue): string {
  const periods = alarm.EvaluationPeriods ?? 1;
  const toAlarm = alarm.DatapointsToAlarm;
  if (toAlarm === undefined) return '';
  const needed = value === 'ALARM' ? toAlarm : periods - toAlarm + 1;
  const change = value === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK';
  return ` (minimum ${counted(needed, 'datapoint')} for ${change} transition)`;
}

function crossed(alarm: PutMetricAlarmInput, value: StateValue, { deciding, filled }: Evidence): string {
  const periods = alarm.EvaluationPeriods ?? 1;
  const fill = treated(alarm, filled);
  const cited = deciding.filter(({ breaching }) => breaching === (value === 'ALARM')).toReversed();
  if (cited.length === 0) {
    const received =
      deciding.length === 0
        ? 'no datapoints were'
        : `${counted(deciding.length, 'datapoint')} ${were(deciding.length)}`;
    return `${received} received for ${counted(periods, 'period')} ${fill}`.trimEnd();
  }
  const total =
    alarm.DatapointsToAlarm === undefined
      ? counted(cited.length, 'datapoint')
      : `${cited.length} out of the last ${deciding.length} datapoints`;
  const list = cited
    .map((datapoint) => `${decimal(datapoint.value)} (${shortTime(datapoint.at)})`)
    .join(', ');
  const verb = `${were(cited.length)}${value === 'ALARM' ? '' : ' not'}`;
  const relation = RELATIONS[alarm.ComparisonOperator ?? ''];
  const comparison = `${verb} ${relation} the threshold (${decimal(alarm.Threshold ?? 0)})`;
  return `${total} [${list}] ${comparison}${fill ? ` ${fill}` : ''}${minimum(alarm, value)}`;
}

/** The reason of a state in words, as CloudWatch gives it. */
export function stateReason(alarm: PutMetricAlarmInput, value: StateValue, evidence: Evidence): string {
  if (value !== 'INSUFFICIENT_DATA') return `Threshold Crossed: ${crossed(alarm, value, evidence)}.`;
  const unknown = evidence.filled;
  return `Insufficient Data: ${counted(unknown, 'datapoint')} ${were(unknown)} unknown.`;
}

/** The reason of a state as JSON text: the datapoints that were evaluated, newest first. */
export function stateReasonData(alarm: PutMetricAlarmInput, evidence: Evidence, now: number): string {
  const first = evidence.deciding[0];
  return JSON.stringify({
    version: '1.0',
    queryDate: eventTime(now),
    ...(first && { startDate: eventTime(first.at) }),
    statistic: alarm.ExtendedStatistic ?? alarm.Statistic,
    period: alarmPeriod(alarm),
    recentDatapoints: evidence.deciding.map(({ value }) => value),
    threshold: alarm.Threshold,
    evaluatedDatapoints: evidence.window.toReversed().map(({ at, sampleCount, value }) => ({
      timestamp: eventTime(at),
      sampleCount,
      value,
    })),
  });
}
