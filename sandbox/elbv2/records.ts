import type { Action, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Front } from '../data-plane/data-plane.ts';
import type { TargetGroup } from '../load-balancer/target-group.ts';

export interface LoadBalancerRecord {
  readonly arn: string;
  readonly name: string;
  readonly dnsName: string;
  readonly scheme: 'internet-facing' | 'internal';
  readonly createdAt: number;
}

export interface TargetGroupRecord {
  readonly arn: string;
  readonly name: string;
  readonly port: number;
  /** What runs: targets and their health. */
  readonly group: TargetGroup;
}

export interface ListenerRecord {
  readonly arn: string;
  readonly loadBalancerArn: string;
  readonly front: Front;
  defaultActions: readonly Action[];
}

export interface RuleRecord {
  readonly arn: string;
  readonly listenerArn: string;
  priority: number;
  conditions: readonly RuleCondition[];
  actions: readonly Action[];
}
