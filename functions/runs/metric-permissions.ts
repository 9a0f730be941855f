import type { Statement } from '../operation.ts';

export const READ_ALARMS: Statement = {
  actions: ['cloudwatch:DescribeAlarms'],
  resources: ['arn:aws:cloudwatch:{region}:{account}:alarm:*'],
};

/** CloudWatch knows no resource for a metric. */
export const READ_METRICS: Statement = { actions: ['cloudwatch:GetMetricData'], resources: ['*'] };
