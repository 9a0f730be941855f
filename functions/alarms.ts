import { CloudWatchClient, type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { Threshold } from '../core/runbook/threshold.ts';
import type { Context } from './context.ts';

/** What CloudWatch says of an alarm at the moment. */
export interface AlarmNow {
  /** `OK`, `ALARM` or `INSUFFICIENT_DATA`. */
  readonly state: string;
  /** What it compares its metric with; composite alarms and bands compare with nothing. */
  readonly threshold?: Threshold;
}

/** DescribeAlarms takes this many names at once. */
const NAMES_AT_ONCE = 100;
const OPERATORS: Readonly<Record<string, Threshold['operator']>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '>=',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
};

/** Alarms of our own account by name, metric and composite ones alike; one that is not there is missing. */
export async function readAlarms(
  context: Context,
  names: readonly string[],
): Promise<ReadonlyMap<string, AlarmNow>> {
  const found = new Map<string, AlarmNow>();
  const client = context.clients(CloudWatchClient);
  for (let first = 0; first < names.length; first += NAMES_AT_ONCE) {
    const AlarmNames = names.slice(first, first + NAMES_AT_ONCE);
    const pages = paginateDescribeAlarms(
      { client },
      { AlarmNames, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
    );
    for await (const { MetricAlarms = [], CompositeAlarms = [] } of pages)
      for (const alarm of [...MetricAlarms, ...CompositeAlarms])
        found.set(alarm.AlarmName ?? '', nowOf(alarm));
  }
  return found;
}

function nowOf({
  StateValue,
  ComparisonOperator,
  Threshold: value,
}: Pick<MetricAlarm, 'StateValue' | 'ComparisonOperator' | 'Threshold'>): AlarmNow {
  const operator = OPERATORS[ComparisonOperator ?? ''];
  return {
    state: StateValue ?? '',
    ...(operator && value !== undefined && { threshold: { operator, value } }),
  };
}

/** The name of an alarm of our own account and region: only those can be read. */
export function ownAlarm({ environment }: Context, arn: string): string | undefined {
  const begin = `arn:aws:cloudwatch:${environment.region}:${environment.account}:alarm:`;
  return arn.startsWith(begin) ? arn.slice(begin.length) : undefined;
}
