import { alarmSignal } from './cloudwatch-alarm.ts';
import { firstMetric, signalMetric } from './cloudwatch-metric.ts';
import { type Reading, refused } from './reading.ts';
import { member } from './untyped.ts';

const DETAIL_TYPE = 'CloudWatch Alarm State Change';
const FIELDS = { arn: 'resources[0]', state: 'detail.state.value', at: 'detail.state.timestamp' };

/**
 * The signal of EventBridge's event of a metric, metric-math or composite alarm.
 * Source: CloudWatch User Guide, "Alarm events and EventBridge".
 * @param event the whole event, parsed from JSON
 */
export function readAlarmEvent(event: unknown): Reading {
  if (member(event, 'detail-type') !== DETAIL_TYPE)
    return refused({ field: 'detail-type', problem: 'is another event', allowed: DETAIL_TYPE });
  const state = member(event, 'detail', 'state');
  return alarmSignal(
    {
      arn: member(event, 'resources', 0),
      name: member(event, 'detail', 'alarmName'),
      state: member(state, 'value'),
      reason: member(state, 'reason'),
      reasonData: member(state, 'reasonData'),
      at: member(state, 'timestamp'),
      metric: firstMetric(member(event, 'detail', 'configuration', 'metrics'), metricOf),
    },
    FIELDS,
  );
}

function metricOf(query: unknown) {
  const metric = member(query, 'metricStat', 'metric');
  return signalMetric({
    namespace: member(metric, 'namespace'),
    name: member(metric, 'name'),
    dimensions: member(metric, 'dimensions'),
    statistic: member(query, 'metricStat', 'stat'),
    period: member(query, 'metricStat', 'period'),
  });
}
