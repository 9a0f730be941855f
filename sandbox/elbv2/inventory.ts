import { forwardedGroups } from './actions.ts';
import type { ListenerRecord, LoadBalancerRecord, RuleRecord, TargetGroupRecord } from './records.ts';
import { listenerNotFound, loadBalancerNotFound, ruleNotFound, targetGroupNotFound } from './refusals.ts';

/** What ELBv2 knows: load balancers, listeners, rules, target groups by ARN, and how they hang together. */
export class Inventory {
  readonly loadBalancers = new Map<string, LoadBalancerRecord>();
  readonly listeners = new Map<string, ListenerRecord>();
  readonly rules = new Map<string, RuleRecord>();
  readonly targetGroups = new Map<string, TargetGroupRecord>();

  loadBalancer(arn: string): LoadBalancerRecord {
    const record = this.loadBalancers.get(arn);
    if (record === undefined) throw loadBalancerNotFound(arn);
    return record;
  }

  listener(arn: string | undefined): ListenerRecord {
    const record = this.listeners.get(arn ?? '');
    if (record === undefined) throw listenerNotFound();
    return record;
  }

  rule(arn: string | undefined): RuleRecord {
    const record = this.rules.get(arn ?? '');
    if (record === undefined) throw ruleNotFound();
    return record;
  }

  targetGroup(arn: string | undefined): TargetGroupRecord {
    const record = this.targetGroups.get(arn ?? '');
    if (record === undefined) throw targetGroupNotFound();
    return record;
  }

  /** The rules of a listener by priority, without its default one. */
  rulesOf(listenerArn: string): RuleRecord[] {
    const rules = [...this.rules.values()].filter((rule) => rule.listenerArn === listenerArn);
    return rules.sort((one, other) => one.priority - other.priority);
  }

  /** The load balancers that forward to a group from any listener or rule. */
  loadBalancersOf(groupArn: string): string[] {
    const found = new Set<string>();
    for (const { loadBalancerArn, actions } of this.#forwarding()) {
      const names = forwardedGroups(actions).some(({ TargetGroupArn }) => TargetGroupArn === groupArn);
      if (names) found.add(loadBalancerArn);
    }
    return [...found];
  }

  /** Tells every group whether the balancer uses it. */
  markUse(): void {
    const used = new Set<string | undefined>();
    for (const { actions } of this.#forwarding()) {
      for (const { TargetGroupArn } of forwardedGroups(actions)) used.add(TargetGroupArn);
    }
    for (const { arn, group } of this.targetGroups.values()) group.inUse = used.has(arn);
  }

  *#forwarding(): Generator<Pick<ListenerRecord, 'loadBalancerArn'> & Pick<RuleRecord, 'actions'>> {
    for (const { loadBalancerArn, defaultActions } of this.listeners.values()) {
      yield { loadBalancerArn, actions: defaultActions };
    }
    for (const { listenerArn, actions } of this.rules.values()) {
      yield { loadBalancerArn: this.listener(listenerArn).loadBalancerArn, actions };
    }
  }
}
