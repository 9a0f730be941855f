import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { TargetGroupProbe } from '../../core/health/probe.ts';
import type { Seen } from '../../core/health/seen.ts';
import type { Context } from '../context.ts';

/** The states of a group's targets, as its balancer sees them. */
export async function readTargets(context: Context, { arn }: TargetGroupProbe): Promise<Seen> {
  const { TargetHealthDescriptions = [] } = await context
    .clients(ElasticLoadBalancingV2Client)
    .send(new DescribeTargetHealthCommand({ TargetGroupArn: arn }));
  return {
    what: 'targets',
    states: TargetHealthDescriptions.map(({ TargetHealth }) => TargetHealth?.State ?? 'unknown'),
  };
}
