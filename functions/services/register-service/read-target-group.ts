import {
  DescribeTagsCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { SideFacts, Tags, TargetGroupFacts } from '../../../core/services/facts.ts';
import type { Context } from '../../context.ts';
import { unlessMissing } from './missing.ts';

/** A target group without its tags; undefined when there is none of that ARN. */
export async function readTargetGroup(
  context: Context,
  arn: string | undefined,
): Promise<TargetGroupFacts | undefined> {
  if (arn === undefined) return undefined;
  const elb = context.clients(ElasticLoadBalancingV2Client);
  const described = await unlessMissing(
    elb.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] })),
    ['TargetGroupNotFoundException'],
    undefined,
  );
  const group = described?.TargetGroups?.[0];
  if (!group) return undefined;
  const { Attributes = [] } = await elb.send(
    new DescribeTargetGroupAttributesCommand({ TargetGroupArn: arn }),
  );
  return {
    arn,
    name: group.TargetGroupName ?? arn,
    sticky: Attributes.some(({ Key, Value }) => Key === 'stickiness.enabled' && Value === 'true'),
    protocol: group.Protocol ?? 'HTTP',
    port: group.Port ?? 80,
    vpc: group.VpcId ?? '',
    targetType: group.TargetType ?? 'ip',
    healthCheckPath: group.HealthCheckPath ?? '/',
    healthCheck: {
      intervalSeconds: group.HealthCheckIntervalSeconds ?? 30,
      timeoutSeconds: group.HealthCheckTimeoutSeconds ?? 5,
      healthyThreshold: group.HealthyThresholdCount ?? 5,
      unhealthyThreshold: group.UnhealthyThresholdCount ?? 2,
      codes: group.Matcher?.HttpCode ?? '200',
    },
    deregistrationSeconds: Number(
      Attributes.find(({ Key }) => Key === 'deregistration_delay.timeout_seconds')?.Value ?? 300,
    ),
    tags: {},
  };
}

/** The names and protocols of more target groups; those that are gone are left out. */
export async function readOtherGroups(
  context: Context,
  arns: readonly string[],
): Promise<SideFacts['otherGroups']> {
  if (arns.length === 0) return [];
  const request = new DescribeTargetGroupsCommand({ TargetGroupArns: [...arns] });
  const found = context.clients(ElasticLoadBalancingV2Client).send(request);
  const described = await unlessMissing(found, ['TargetGroupNotFoundException'], undefined);
  return (described?.TargetGroups ?? []).map(({ TargetGroupName = '', Protocol = 'HTTP' }) => ({
    name: TargetGroupName,
    protocol: Protocol,
  }));
}

/** What DescribeTags takes at once. */
const TAGGED_AT_ONCE = 20;

/** The tags of target groups, listeners and rules that exist, by ARN. */
export async function readTags(
  context: Context,
  arns: readonly string[],
): Promise<ReadonlyMap<string, Tags>> {
  const elb = context.clients(ElasticLoadBalancingV2Client);
  const tags = new Map<string, Tags>();
  for (let at = 0; at < arns.length; at += TAGGED_AT_ONCE) {
    const ResourceArns = arns.slice(at, at + TAGGED_AT_ONCE);
    const { TagDescriptions = [] } = await elb.send(new DescribeTagsCommand({ ResourceArns }));
    for (const { ResourceArn = '', Tags = [] } of TagDescriptions)
      tags.set(ResourceArn, Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])));
  }
  return tags;
}
