import type { Statement } from '../operation.ts';
import { READ_ALARMS, READ_METRICS } from '../runs/metric-permissions.ts';

/** Finding the registered services. */
export const READ_SERVICES: readonly Statement[] = [
  { actions: ['dynamodb:Query'], resources: ['{table}', '{table}/index/gsi1'] },
];

/** Reading what probes of the account's own resources ask for. */
export const READ_PROBES: readonly Statement[] = [
  READ_METRICS,
  READ_ALARMS,
  { actions: ['ecs:DescribeServices'], resources: ['arn:aws:ecs:{region}:{account}:service/*'] },
  { actions: ['elasticloadbalancing:DescribeTargetHealth'], resources: ['*'] },
];
