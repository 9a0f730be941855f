import type { Action, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { DataPlane, Front } from '../data-plane/data-plane.ts';
import { Estate } from '../estate/estate.ts';
import type { RoutingAction } from '../load-balancer/action.ts';
import { dimensionOf } from '../load-balancer/request-meter.ts';
import { Router } from '../load-balancer/router.ts';
import { DEFAULT_HEALTH_CHECK, type HealthCheck, TargetGroup } from '../load-balancer/target-group.ts';
import type { AccountScope, SandboxService } from '../service.ts';
import { forwardedGroups, normaliseActions, routingOf } from './actions.ts';
import { elbv2Commands } from './commands.ts';
import { routingCondition } from './conditions.ts';
import { Inventory } from './inventory.ts';
import type { ListenerRecord, LoadBalancerRecord, RuleRecord, TargetGroupRecord } from './records.ts';
import { otherLoadBalancer } from './refusals.ts';
import { type Elbv2Snapshot, snapshotOf } from './snapshot.ts';

/** A balancer counts its targets several times a minute. */
const SAMPLE_MS = 5_000;

export type Tags = Readonly<Record<string, string>>;

export interface Elbv2Options {
  /** Changed actions reach the balancer after up to so many seconds, drawn for each change. Default 10. */
  readonly maxPropagationSeconds?: number;
  /** Called after every change that somebody made. */
  readonly changed?: () => void;
  /** Load balancers that are described besides those that balance. */
  readonly estate?: Estate;
}

export interface TargetGroupOptions {
  readonly name: string;
  readonly port?: number;
  readonly healthCheck?: Partial<HealthCheck>;
  /** Default 30; AWS's own default is 300. */
  readonly deregistrationDelaySeconds?: number;
  readonly tags?: Tags;
}

export interface ListenerOptions {
  readonly loadBalancerArn: string;
  /** On 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  readonly defaultActions: readonly Action[];
  readonly tags?: Tags;
}

export interface RuleOptions {
  readonly listenerArn: string;
  readonly priority: number;
  readonly conditions: readonly RuleCondition[];
  readonly actions: readonly Action[];
  readonly tags?: Tags;
}

/** ELBv2: what is configured, over the balancer that plays it. */
export class Elbv2 implements SandboxService {
  readonly client = 'ElasticLoadBalancingV2Client';
  readonly inventory = new Inventory();
  readonly scope: AccountScope;
  readonly estate: Estate;
  readonly commands = elbv2Commands(this);
  readonly #plane: DataPlane;
  readonly #maxPropagationMs: number;
  readonly #changed: () => void;
  #sample: number;

  constructor(scope: AccountScope, plane: DataPlane, options: Elbv2Options = {}) {
    this.scope = scope;
    this.estate = options.estate ?? new Estate();
    this.#plane = plane;
    this.#maxPropagationMs = (options.maxPropagationSeconds ?? 10) * 1_000;
    this.#changed = options.changed ?? (() => undefined);
    this.#sample = Math.floor(scope.clock.now() / SAMPLE_MS);
  }

  createLoadBalancer(
    name: string,
    tags: Tags = {},
    scheme: LoadBalancerRecord['scheme'] = 'internet-facing',
  ): LoadBalancerRecord {
    const arn = this.#arn(`loadbalancer/app/${name}/${this.#suffix()}`);
    const hosted = `${name}-${this.#suffix().replace(/\D/g, '0')}.${this.scope.region}.elb.amazonaws.com`;
    const dnsName = this.#plane.kind === 'live' ? '127.0.0.1' : hosted;
    const record = { arn, name, dnsName, scheme, createdAt: this.scope.clock.now() };
    this.inventory.loadBalancers.set(arn, record);
    this.scope.tags.set(arn, tags);
    return record;
  }

  createTargetGroup(options: TargetGroupOptions): TargetGroupRecord {
    const { name, port = 8080, deregistrationDelaySeconds = 30, tags = {} } = options;
    const arn = this.#arn(`targetgroup/${name}/${this.#suffix()}`);
    const healthCheck = { ...DEFAULT_HEALTH_CHECK, ...options.healthCheck };
    const record = { arn, name, port, group: new TargetGroup(arn, healthCheck, deregistrationDelaySeconds) };
    this.inventory.targetGroups.set(arn, record);
    this.scope.tags.set(arn, tags);
    return record;
  }

  /** Opens a listener. Rejects when its port is taken. */
  async createListener(options: ListenerOptions): Promise<ListenerRecord> {
    const { loadBalancerArn } = options;
    const path = this.inventory.loadBalancer(loadBalancerArn).arn.split(':loadbalancer/')[1];
    const defaultActions = this.#accepted(options.defaultActions, [], loadBalancerArn);
    const router = new Router(loadBalancerArn, this.#routing(defaultActions));
    const front = await this.#plane.open(router, options.port ?? 0);
    const arn = this.#arn(`listener/${path}/${this.#suffix()}`);
    const record = { arn, loadBalancerArn, front, defaultActions };
    this.inventory.listeners.set(arn, record);
    this.scope.tags.set(arn, options.tags ?? {});
    this.inventory.markUse();
    return record;
  }

  createRule(options: RuleOptions): RuleRecord {
    const { listenerArn, priority, conditions } = options;
    const { loadBalancerArn, front } = this.inventory.listener(listenerArn);
    const actions = this.#accepted(options.actions, [], loadBalancerArn);
    const arn = `${listenerArn.replace(':listener/', ':listener-rule/')}/${this.#suffix()}`;
    front.router.addRule(arn, priority, conditions.map(routingCondition), this.#routing(actions));
    const record = { arn, listenerArn, priority, conditions, actions };
    this.inventory.rules.set(arn, record);
    this.scope.tags.set(arn, options.tags ?? {});
    this.inventory.markUse();
    return record;
  }

  /** Replaces the whole list of a listener's default actions. */
  modifyListener(arn: string | undefined, actions: readonly Action[]): ListenerRecord {
    const listener = this.inventory.listener(arn);
    listener.defaultActions = this.#accepted(actions, listener.defaultActions, listener.loadBalancerArn);
    listener.front.router.setDefault(this.#routing(listener.defaultActions), this.#arrival());
    this.inventory.markUse();
    this.#changed();
    return listener;
  }

  /** Replaces the whole list of a rule's actions, its conditions, or both. */
  modifyRule(
    arn: string | undefined,
    actions: readonly Action[] | undefined,
    conditions: readonly RuleCondition[] | undefined,
  ): RuleRecord {
    const rule = this.inventory.rule(arn);
    const { loadBalancerArn, front } = this.inventory.listener(rule.listenerArn);
    const routed = conditions?.map(routingCondition);
    if (actions !== undefined) {
      rule.actions = this.#accepted(actions, rule.actions, loadBalancerArn);
      front.router.setRule(rule.arn, this.#routing(rule.actions), this.#arrival());
    }
    if (conditions !== undefined) rule.conditions = conditions;
    if (routed !== undefined) front.router.setConditions(rule.arn, routed);
    this.inventory.markUse();
    this.#changed();
    return rule;
  }

  /** Moves a rule among the others of its listener. */
  setPriority(arn: string | undefined, priority: number): RuleRecord {
    const rule = this.inventory.rule(arn);
    rule.priority = priority;
    this.front(rule.listenerArn).router.setPriority(rule.arn, priority);
    this.#changed();
    return rule;
  }

  deleteRule(arn: string | undefined): void {
    const rule = this.inventory.rule(arn);
    this.front(rule.listenerArn).router.removeRule(rule.arn);
    this.inventory.rules.delete(rule.arn);
    this.inventory.markUse();
    this.#changed();
  }

  snapshot(): Elbv2Snapshot {
    return snapshotOf(this.inventory);
  }

  /** Takes everything up under its ARNs. A listener whose port is taken meanwhile gets another one. */
  async restore({ loadBalancers, targetGroups, listeners, rules }: Elbv2Snapshot): Promise<void> {
    for (const record of loadBalancers) this.inventory.loadBalancers.set(record.arn, record);
    for (const { healthCheck, deregistrationDelaySeconds, ...record } of targetGroups) {
      const group = new TargetGroup(record.arn, healthCheck, deregistrationDelaySeconds);
      this.inventory.targetGroups.set(record.arn, { ...record, group });
    }
    for (const { port, ...record } of listeners) {
      const router = new Router(record.loadBalancerArn, this.#routing(record.defaultActions));
      const front = await this.#plane.open(router, port).catch(() => this.#plane.open(router, 0));
      this.inventory.listeners.set(record.arn, { ...record, front });
    }
    for (const record of rules) {
      this.inventory.rules.set(record.arn, record);
      const { router } = this.front(record.listenerArn);
      const conditions = record.conditions.map(routingCondition);
      router.addRule(record.arn, record.priority, conditions, this.#routing(record.actions));
    }
    this.inventory.markUse();
  }

  /** The ARN under which a listener's default action is listed among its rules. */
  defaultRuleArn(listenerArn: string): string {
    const id = listenerArn.slice(-16).split('').toReversed().join('');
    return `${listenerArn.replace(':listener/', ':listener-rule/')}/${id}`;
  }

  /** Where callers reach a listener. */
  front(listenerArn: string): Front {
    return this.inventory.listener(listenerArn).front;
  }

  /** The running side of a target group. */
  group(arn: string): TargetGroup {
    return this.inventory.targetGroup(arn).group;
  }

  advance(now: number): void {
    for (const { group } of this.inventory.targetGroups.values()) group.advance(now);
    const sample = Math.floor(now / SAMPLE_MS);
    if (sample === this.#sample) return;
    this.#sample = sample;
    for (const record of this.inventory.targetGroups.values())
      this.#recordHosts(record, sample * SAMPLE_MS - 1);
  }

  #recordHosts({ arn, group }: TargetGroupRecord, at: number): void {
    if (group.targets.size === 0) return;
    for (const loadBalancerArn of this.inventory.loadBalancersOf(arn)) {
      const dimensions = { TargetGroup: dimensionOf(arn), LoadBalancer: dimensionOf(loadBalancerArn) };
      const one = { namespace: 'AWS/ApplicationELB', dimensions, at, unit: 'Count' };
      this.scope.record({ ...one, metric: 'HealthyHostCount', value: group.count('healthy') });
      this.scope.record({ ...one, metric: 'UnHealthyHostCount', value: group.count('unhealthy') });
    }
  }

  #accepted(actions: readonly Action[], existing: readonly Action[], loadBalancerArn: string): Action[] {
    const accepted = normaliseActions(actions, existing);
    for (const { TargetGroupArn } of forwardedGroups(accepted)) {
      const { arn } = this.inventory.targetGroup(TargetGroupArn);
      const others = this.inventory.loadBalancersOf(arn).filter((other) => other !== loadBalancerArn);
      if (others.length > 0) throw otherLoadBalancer(arn);
    }
    return accepted;
  }

  #routing(actions: readonly Action[]): RoutingAction {
    return routingOf(actions, (arn) => this.inventory.targetGroup(arn).group);
  }

  #arrival(): number {
    return this.scope.clock.now() + this.scope.random() * this.#maxPropagationMs;
  }

  #arn(resource: string): string {
    return `arn:aws:elasticloadbalancing:${this.scope.region}:${this.scope.accountId}:${resource}`;
  }

  #suffix(): string {
    return this.scope.id().slice(0, 16);
  }
}
