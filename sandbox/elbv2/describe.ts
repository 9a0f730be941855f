import type {
  Listener,
  LoadBalancer,
  Rule,
  TargetGroupAttribute,
  TargetGroup as TargetGroupDescription,
  TargetHealth,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Target } from '../load-balancer/target.ts';
import { describedCondition } from './conditions.ts';
import type { ListenerRecord, LoadBalancerRecord, RuleRecord, TargetGroupRecord } from './records.ts';

/** The one VPC of the account. */
export const VPC_ID = 'vpc-0a1b2c3d4e5f60718';

export function describedLoadBalancer(record: LoadBalancerRecord, region: string): LoadBalancer {
  return {
    LoadBalancerArn: record.arn,
    LoadBalancerName: record.name,
    DNSName: record.dnsName,
    CreatedTime: new Date(record.createdAt),
    Scheme: record.scheme,
    VpcId: VPC_ID,
    State: { Code: 'active' },
    Type: 'application',
    AvailabilityZones: ['a', 'b'].map((zone) => ({
      ZoneName: `${region}${zone}`,
      SubnetId: `subnet-0000000000000000${zone}`,
    })),
    SecurityGroups: ['sg-0a1b2c3d4e5f60718'],
    IpAddressType: 'ipv4',
  };
}

export function describedListener(record: ListenerRecord): Listener {
  return {
    ListenerArn: record.arn,
    LoadBalancerArn: record.loadBalancerArn,
    Port: record.front.port,
    Protocol: 'HTTP',
    DefaultActions: [...record.defaultActions],
  };
}

export function describedRule(record: RuleRecord): Rule {
  return {
    RuleArn: record.arn,
    Priority: String(record.priority),
    Conditions: record.conditions.map(describedCondition),
    Actions: [...record.actions],
    IsDefault: false,
  };
}

/** A listener's default action is shown among its rules as the one that comes last. */
export function describedDefaultRule(record: ListenerRecord, ruleArn: string): Rule {
  return {
    RuleArn: ruleArn,
    Priority: 'default',
    Conditions: [],
    Actions: [...record.defaultActions],
    IsDefault: true,
  };
}

export function describedTargetGroup(
  { arn, name, port, group }: TargetGroupRecord,
  loadBalancerArns: readonly string[],
): TargetGroupDescription {
  return {
    TargetGroupArn: arn,
    TargetGroupName: name,
    Protocol: 'HTTP',
    ProtocolVersion: 'HTTP1',
    Port: port,
    VpcId: VPC_ID,
    HealthCheckProtocol: 'HTTP',
    HealthCheckPort: 'traffic-port',
    HealthCheckEnabled: true,
    HealthCheckIntervalSeconds: group.healthCheck.intervalSeconds,
    HealthCheckTimeoutSeconds: group.healthCheck.timeoutSeconds,
    HealthyThresholdCount: group.healthCheck.healthyThreshold,
    UnhealthyThresholdCount: group.healthCheck.unhealthyThreshold,
    HealthCheckPath: group.healthCheck.path,
    Matcher: { HttpCode: '200' },
    LoadBalancerArns: [...loadBalancerArns],
    TargetType: 'ip',
    IpAddressType: 'ipv4',
  };
}

export function targetGroupAttributes({ group }: TargetGroupRecord): TargetGroupAttribute[] {
  return Object.entries({
    'deregistration_delay.timeout_seconds': String(group.deregistrationDelaySeconds),
    'load_balancing.algorithm.type': 'round_robin',
    'slow_start.duration_seconds': '0',
    'stickiness.enabled': 'false',
    'stickiness.type': 'lb_cookie',
  }).map(([Key, Value]) => ({ Key, Value }));
}

function health(target: Target, inUse: boolean): TargetHealth {
  if (target.state === 'draining') {
    const Description = 'Target deregistration is in progress';
    return { State: 'draining', Reason: 'Target.DeregistrationInProgress', Description };
  }
  if (!inUse) {
    const Description = 'Target group is not configured to receive traffic from the load balancer';
    return { State: 'unused', Reason: 'Target.NotInUse', Description };
  }
  if (target.state === 'initial') {
    const Description = 'Target registration is in progress';
    return { State: 'initial', Reason: 'Elb.RegistrationInProgress', Description };
  }
  if (target.state === 'healthy') return { State: 'healthy' };
  return { State: 'unhealthy', Reason: 'Target.FailedHealthChecks', Description: 'Health checks failed' };
}

export function targetHealth({ group }: TargetGroupRecord): TargetHealthDescription[] {
  return [...group.targets.values()].map((target) => ({
    Target: { Id: target.address, Port: target.port },
    HealthCheckPort: String(target.port),
    TargetHealth: health(target, group.inUse),
  }));
}
