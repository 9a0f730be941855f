import { aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { SIDES } from '../../core/services/pair.ts';
import type { Side } from '../../core/services/service.ts';

/** The header by which a request reaches a side, whatever the weights are; its value is the side. */
const TEST_HEADER = 'x-operate-test';

/** How tasks are checked and taken out of traffic. */
export interface TargetSettings {
  /** `/health` when missing. */
  readonly healthCheckPath?: string;
  readonly intervalSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly healthyThreshold?: number;
  readonly unhealthyThreshold?: number;
  /** Status codes that count as healthy; 200 when missing. */
  readonly codes?: string;
  /** How long a task that leaves may finish its requests; 30 when missing. */
  readonly deregistrationSeconds?: number;
}

export interface Balancing {
  readonly prefix: string;
  readonly port: number;
  readonly vpcId: string;
  readonly targets: TargetSettings;
  /** Where the test rules stand. */
  readonly listenerArn: string;
  readonly priority: number;
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
}

/** One target group for each side. */
export function targetGroups(scope: Construct, balancing: Balancing): Record<Side, elbv2.CfnTargetGroup> {
  const { prefix, port, vpcId, targets } = balancing;
  const make = (side: Side) =>
    new elbv2.CfnTargetGroup(scope, `${side}-targets`, {
      name: `${prefix}-${side}`,
      protocol: 'HTTP',
      port,
      vpcId,
      targetType: 'ip',
      healthCheckPath: targets.healthCheckPath ?? '/health',
      healthCheckIntervalSeconds: targets.intervalSeconds ?? 10,
      healthCheckTimeoutSeconds: targets.timeoutSeconds ?? 5,
      healthyThresholdCount: targets.healthyThreshold ?? 2,
      unhealthyThresholdCount: targets.unhealthyThreshold ?? 2,
      matcher: { httpCode: targets.codes ?? '200' },
      targetGroupAttributes: [
        {
          key: 'deregistration_delay.timeout_seconds',
          value: String(targets.deregistrationSeconds ?? 30),
        },
        { key: 'stickiness.enabled', value: 'false' },
      ],
    });
  return { blue: make('blue'), green: make('green') };
}

/** A rule for each side that leads tagged requests to it. It holds no weights, so a stack's update may write it again. */
export function testRules(
  scope: Construct,
  balancing: Balancing,
  groups: Readonly<Record<Side, elbv2.CfnTargetGroup>>,
): elbv2.CfnListenerRule[] {
  const { listenerArn, priority, hosts, paths } = balancing;
  return SIDES.map((side, index) => {
    const rule = new elbv2.CfnListenerRule(scope, `${side}-test`, {
      listenerArn,
      priority: priority + index,
      conditions: [
        { field: 'http-header', httpHeaderConfig: { httpHeaderName: TEST_HEADER, values: [side] } },
        ...(hosts.length > 0 ? [{ field: 'host-header', hostHeaderConfig: { values: [...hosts] } }] : []),
        ...(paths.length > 0 ? [{ field: 'path-pattern', pathPatternConfig: { values: [...paths] } }] : []),
      ],
      actions: [{ type: 'forward', targetGroupArn: groups[side].ref }],
    });
    // CloudFormation takes tags of rules since July 2026; linters with an older schema call them unexpected.
    rule.addMetadata('cfn-lint', { config: { ignore_checks: ['E3002'] } });
    return rule;
  });
}
