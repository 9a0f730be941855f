import {
  type Action,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DeleteRuleCommand,
  DeleteTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  ModifyRuleCommand,
  ModifyTargetGroupAttributesCommand,
  type RuleCondition,
  SetRulePrioritiesCommand,
  type Tag,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { SandboxNotImplemented } from '../../hook/not-implemented.ts';
import type { ResourceType, StackContext } from '../resource-type.ts';
import type { Properties } from '../template.ts';

const FILE = 'sandbox/cloudformation/resources/balancing.ts';

const elb = ({ clients }: StackContext) => clients(ElasticLoadBalancingV2Client);
const text = (properties: Properties, name: string) => String(properties[name] ?? '');

export const targetGroup: ResourceType = {
  replacedBy: ['Name', 'Port', 'Protocol', 'TargetType', 'VpcId'],
  async create(context, { TargetGroupAttributes, ...properties }) {
    const { TargetGroups } = await elb(context).send(
      new CreateTargetGroupCommand({ Name: text(properties, 'Name'), ...properties }),
    );
    const physicalId = TargetGroups?.[0]?.TargetGroupArn ?? '';
    const Attributes = ((TargetGroupAttributes ?? []) as Tag[]).map(({ Key, Value }) => ({ Key, Value }));
    const request = { TargetGroupArn: physicalId, Attributes };
    if (Attributes.length > 0) await elb(context).send(new ModifyTargetGroupAttributesCommand(request));
    return { physicalId, attributes: { TargetGroupArn: physicalId } };
  },
  update() {
    throw new SandboxNotImplemented('changes of a target group', FILE);
  },
  async remove(context, { physicalId }) {
    await elb(context).send(new DeleteTargetGroupCommand({ TargetGroupArn: physicalId }));
  },
};

/** Weights in a template may come from elsewhere, as text. */
function actionsOf(properties: Properties, name: string): Action[] {
  return (properties[name] as readonly Action[]).map((action) => ({
    ...action,
    ...(action.ForwardConfig && {
      ForwardConfig: {
        ...action.ForwardConfig,
        TargetGroups: (action.ForwardConfig.TargetGroups ?? []).map((group) => ({
          ...group,
          Weight: Number(group.Weight),
        })),
      },
    }),
  }));
}

export const listenerRule: ResourceType = {
  replacedBy: ['ListenerArn'],
  async create(context, properties) {
    const { Rules } = await elb(context).send(
      new CreateRuleCommand({
        ListenerArn: text(properties, 'ListenerArn'),
        Priority: Number(properties['Priority']),
        Conditions: properties['Conditions'] as RuleCondition[],
        Actions: actionsOf(properties, 'Actions'),
        ...(properties['Tags'] !== undefined && { Tags: properties['Tags'] as Tag[] }),
      }),
    );
    return { physicalId: Rules?.[0]?.RuleArn ?? '' };
  },
  async update(context, properties, { physicalId: RuleArn, properties: before }) {
    const Priority = Number(properties['Priority']);
    if (Priority !== Number(before['Priority']))
      await elb(context).send(new SetRulePrioritiesCommand({ RulePriorities: [{ RuleArn, Priority }] }));
    await elb(context).send(
      new ModifyRuleCommand({
        RuleArn,
        Conditions: properties['Conditions'] as RuleCondition[],
        Actions: actionsOf(properties, 'Actions'),
      }),
    );
    return { physicalId: RuleArn };
  },
  async remove(context, { physicalId }) {
    await elb(context).send(new DeleteRuleCommand({ RuleArn: physicalId }));
  },
};

export const listener: ResourceType = {
  replacedBy: ['LoadBalancerArn'],
  async create({ account }, properties) {
    const { arn } = await account.users.elbv2.createListener({
      loadBalancerArn: text(properties, 'LoadBalancerArn'),
      port: 0,
      defaultActions: actionsOf(properties, 'DefaultActions'),
    });
    return { physicalId: arn, attributes: { ListenerArn: arn } };
  },
  async update(context, properties, { physicalId }) {
    const DefaultActions = actionsOf(properties, 'DefaultActions');
    await elb(context).send(new ModifyListenerCommand({ ListenerArn: physicalId, DefaultActions }));
    return { physicalId, attributes: { ListenerArn: physicalId } };
  },
  remove() {
    throw new SandboxNotImplemented('the deletion of a listener', FILE);
  },
};
