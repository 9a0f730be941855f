import type {
  DescribeListenersCommandInput,
  DescribeListenersCommandOutput,
  DescribeLoadBalancersCommandInput,
  DescribeLoadBalancersCommandOutput,
  DescribeRulesCommandInput,
  DescribeRulesCommandOutput,
  DescribeTargetGroupAttributesCommandInput,
  DescribeTargetGroupAttributesCommandOutput,
  DescribeTargetGroupsCommandInput,
  DescribeTargetGroupsCommandOutput,
  DescribeTargetHealthCommandInput,
  DescribeTargetHealthCommandOutput,
  Rule,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Need } from '../service.ts';
import {
  describedDefaultRule,
  describedListener,
  describedLoadBalancer,
  describedRule,
  describedTargetGroup,
  targetGroupAttributes,
  targetHealth,
} from './describe.ts';
import type { Elbv2 } from './elbv2.ts';
import { pageOf } from './page.ts';
import type { LoadBalancerRecord, TargetGroupRecord } from './records.ts';
import { loadBalancerNotFound, targetGroupNotFound, validationError } from './refusals.ts';

const FILE = 'sandbox/elbv2/describe-commands.ts';
const PAGE_SIZE = 400;

type Answer<Output> = Omit<Output, '$metadata'>;

function loadBalancers(
  elbv2: Elbv2,
  input: DescribeLoadBalancersCommandInput,
): Answer<DescribeLoadBalancersCommandOutput> {
  const { inventory, scope } = elbv2;
  const all = [...inventory.loadBalancers.values()];
  const byName = (name: string): LoadBalancerRecord => {
    const found = all.find((record) => record.name === name);
    if (found === undefined) throw loadBalancerNotFound(name);
    return found;
  };
  const named = input.LoadBalancerArns?.map((arn) => inventory.loadBalancer(arn)) ?? input.Names?.map(byName);
  const wanted = [
    ...(named ?? all).map((record) => describedLoadBalancer(record, scope.region)),
    ...(named ? [] : elbv2.estate.list('AWS::ElasticLoadBalancingV2::LoadBalancer')).map(
      ({ properties }) => properties,
    ),
  ];
  const { items, next } = pageOf(wanted, input.Marker, input.PageSize ?? PAGE_SIZE);
  return {
    LoadBalancers: [...items],
    NextMarker: next,
  };
}

function listeners(
  { inventory }: Elbv2,
  input: DescribeListenersCommandInput,
): Answer<DescribeListenersCommandOutput> {
  const { ListenerArns, LoadBalancerArn } = input;
  if (ListenerArns === undefined && LoadBalancerArn === undefined) {
    throw validationError('You must specify either listener ARNs or a load balancer ARN');
  }
  if (LoadBalancerArn !== undefined) inventory.loadBalancer(LoadBalancerArn);
  const wanted =
    ListenerArns?.map((arn) => inventory.listener(arn)) ??
    [...inventory.listeners.values()].filter((record) => record.loadBalancerArn === LoadBalancerArn);
  const { items, next } = pageOf(wanted, input.Marker, input.PageSize ?? PAGE_SIZE);
  return { Listeners: items.map(describedListener), NextMarker: next };
}

function ruleByArn(elbv2: Elbv2, arn: string): Rule {
  for (const listener of elbv2.inventory.listeners.values()) {
    if (elbv2.defaultRuleArn(listener.arn) === arn) return describedDefaultRule(listener, arn);
  }
  return describedRule(elbv2.inventory.rule(arn));
}

function rules(elbv2: Elbv2, input: DescribeRulesCommandInput): Answer<DescribeRulesCommandOutput> {
  const { ListenerArn, RuleArns } = input;
  if ((ListenerArn === undefined) === (RuleArns === undefined)) {
    throw validationError('You must specify either listener rule ARNs or a listener ARN');
  }
  const ofListener = () => {
    const listener = elbv2.inventory.listener(ListenerArn);
    const described = elbv2.inventory.rulesOf(listener.arn).map(describedRule);
    return [...described, describedDefaultRule(listener, elbv2.defaultRuleArn(listener.arn))];
  };
  const wanted = RuleArns?.map((arn) => ruleByArn(elbv2, arn)) ?? ofListener();
  const { items, next } = pageOf(wanted, input.Marker, input.PageSize ?? PAGE_SIZE);
  return { Rules: [...items], NextMarker: next };
}

function targetGroups(
  { inventory }: Elbv2,
  input: DescribeTargetGroupsCommandInput,
): Answer<DescribeTargetGroupsCommandOutput> {
  const { LoadBalancerArn } = input;
  const all = [...inventory.targetGroups.values()];
  const byName = (name: string): TargetGroupRecord => {
    const found = all.find((record) => record.name === name);
    if (found === undefined) throw targetGroupNotFound();
    return found;
  };
  if (LoadBalancerArn !== undefined) inventory.loadBalancer(LoadBalancerArn);
  const wanted =
    input.TargetGroupArns?.map((arn) => inventory.targetGroup(arn)) ??
    input.Names?.map(byName) ??
    all.filter(({ arn }) => !LoadBalancerArn || inventory.loadBalancersOf(arn).includes(LoadBalancerArn));
  const { items, next } = pageOf(wanted, input.Marker, input.PageSize ?? PAGE_SIZE);
  const TargetGroups = items.map((record) =>
    describedTargetGroup(record, inventory.loadBalancersOf(record.arn)),
  );
  return { TargetGroups, NextMarker: next };
}

function targetHealthOf(
  { inventory }: Elbv2,
  input: DescribeTargetHealthCommandInput,
): Answer<DescribeTargetHealthCommandOutput> {
  refuseOtherMembers('DescribeTargetHealth', input, ['TargetGroupArn'], FILE);
  return { TargetHealthDescriptions: targetHealth(inventory.targetGroup(input.TargetGroupArn)) };
}

function attributesOf(
  { inventory }: Elbv2,
  input: DescribeTargetGroupAttributesCommandInput,
): Answer<DescribeTargetGroupAttributesCommandOutput> {
  return { Attributes: targetGroupAttributes(inventory.targetGroup(input.TargetGroupArn)) };
}

function readNeed(command: string): () => readonly Need[] {
  return () => [{ action: `elasticloadbalancing:${command}`, resource: '*' }];
}

/** The reading commands of ELBv2. */
export function describeCommands(elbv2: Elbv2) {
  return {
    DescribeLoadBalancers: {
      run: (input: DescribeLoadBalancersCommandInput) => loadBalancers(elbv2, input),
      needs: readNeed('DescribeLoadBalancers'),
    },
    DescribeListeners: {
      run: (input: DescribeListenersCommandInput) => listeners(elbv2, input),
      needs: readNeed('DescribeListeners'),
    },
    DescribeRules: {
      run: (input: DescribeRulesCommandInput) => rules(elbv2, input),
      needs: readNeed('DescribeRules'),
    },
    DescribeTargetGroups: {
      run: (input: DescribeTargetGroupsCommandInput) => targetGroups(elbv2, input),
      needs: readNeed('DescribeTargetGroups'),
    },
    DescribeTargetGroupAttributes: {
      run: (input: DescribeTargetGroupAttributesCommandInput) => attributesOf(elbv2, input),
      needs: readNeed('DescribeTargetGroupAttributes'),
    },
    DescribeTargetHealth: {
      run: (input: DescribeTargetHealthCommandInput) => targetHealthOf(elbv2, input),
      needs: readNeed('DescribeTargetHealth'),
    },
  };
}
