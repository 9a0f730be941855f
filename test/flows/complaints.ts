import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import type { Installation } from './installation.ts';

/** Makes an alarm that never has data of its own: a test says when it fires. */
export async function putComplaintsAlarm(
  { context }: Pick<Installation, 'context'>,
  AlarmName: string,
  tags: Readonly<Record<string, string>> = {},
): Promise<void> {
  await context.clients(CloudWatchClient).send(
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: 'Shop',
      MetricName: 'Complaints',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'ignore',
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
}
