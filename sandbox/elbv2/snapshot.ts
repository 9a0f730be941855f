import type { HealthCheck } from '../load-balancer/target-group.ts';
import type { Inventory } from './inventory.ts';
import type { ListenerRecord, LoadBalancerRecord, RuleRecord, TargetGroupRecord } from './records.ts';

/** What is configured, as plain JSON; who is registered and healthy is not part of it. */
export interface Elbv2Snapshot {
  readonly loadBalancers: readonly LoadBalancerRecord[];
  readonly targetGroups: readonly TargetGroupSnapshot[];
  readonly listeners: readonly ListenerSnapshot[];
  readonly rules: readonly RuleRecord[];
}

type TargetGroupSnapshot = Omit<TargetGroupRecord, 'group'> & {
  readonly healthCheck: HealthCheck;
  readonly deregistrationDelaySeconds: number;
};

type ListenerSnapshot = Omit<ListenerRecord, 'front'> & { readonly port: number };

export function snapshotOf({ loadBalancers, targetGroups, listeners, rules }: Inventory): Elbv2Snapshot {
  return {
    loadBalancers: [...loadBalancers.values()],
    targetGroups: [...targetGroups.values()].map(({ group, ...record }) => {
      const { healthCheck, deregistrationDelaySeconds } = group;
      return { ...record, healthCheck, deregistrationDelaySeconds };
    }),
    listeners: [...listeners.values()].map(({ front, ...record }) => ({ ...record, port: front.port })),
    rules: [...rules.values()],
  };
}
