import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { Context } from '../context.ts';

/** DescribeAlarms takes this many names at once. */
const NAMES_AT_ONCE = 100;

/** The states of alarms by name, metric and composite ones alike; an alarm that is not there is missing. */
export async function readAlarms(
  context: Context,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const states = new Map<string, string>();
  const client = context.clients(CloudWatchClient);
  for (let first = 0; first < names.length; first += NAMES_AT_ONCE) {
    const AlarmNames = names.slice(first, first + NAMES_AT_ONCE);
    const pages = paginateDescribeAlarms(
      { client },
      { AlarmNames, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
    );
    for await (const { MetricAlarms = [], CompositeAlarms = [] } of pages)
      for (const { AlarmName = '', StateValue = '' } of [...MetricAlarms, ...CompositeAlarms])
        states.set(AlarmName, StateValue);
  }
  return states;
}
