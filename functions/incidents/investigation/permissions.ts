import type { Statement } from '../../operation.ts';
import { READ_ECS_SERVICES } from '../../runs/ecs-permissions.ts';
import { READ_METRICS } from '../../runs/metric-permissions.ts';
import { READ_INCIDENTS } from '../permissions.ts';

/** Reading incidents, services, deployments, metrics, logs and who calls whom by traces. */
export const INVESTIGATE: readonly Statement[] = [
  ...READ_INCIDENTS,
  READ_METRICS,
  READ_ECS_SERVICES,
  { actions: ['xray:GetServiceGraph'], resources: ['*'] },
  { actions: ['ecs:DescribeTaskDefinition'], resources: ['*'] },
  { actions: ['logs:FilterLogEvents'], resources: ['arn:aws:logs:{region}:{account}:log-group:*'] },
];
