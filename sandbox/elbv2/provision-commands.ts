import {
  type AddTagsCommandInput,
  type CreateRuleCommandInput,
  type CreateRuleCommandOutput,
  type CreateTargetGroupCommandInput,
  type CreateTargetGroupCommandOutput,
  type DeleteRuleCommandInput,
  type DeleteTargetGroupCommandInput,
  DuplicateTargetGroupNameException,
  type ModifyTargetGroupAttributesCommandInput,
  type ModifyTargetGroupAttributesCommandOutput,
  PriorityInUseException,
  ResourceInUseException,
  type SetRulePrioritiesCommandInput,
  type SetRulePrioritiesCommandOutput,
  type Tag,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { refuseOtherMembers, SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { HealthCheck } from '../load-balancer/target-group.ts';
import type { Need } from '../service.ts';
import { describedRule, describedTargetGroup, targetGroupAttributes, VPC_ID } from './describe.ts';
import type { Elbv2, Tags } from './elbv2.ts';
import { validationError } from './refusals.ts';

const FILE = 'sandbox/elbv2/provision-commands.ts';
const $metadata = {};
/** What AWS takes where a request says nothing. */
const AWS_HEALTH_CHECK: HealthCheck = {
  path: '/',
  intervalSeconds: 30,
  timeoutSeconds: 5,
  healthyThreshold: 5,
  unhealthyThreshold: 2,
};
const AWS_DEREGISTRATION_SECONDS = 300;
const GROUP_MEMBERS = [
  'Name',
  'Protocol',
  'Port',
  'VpcId',
  'TargetType',
  'HealthCheckPath',
  'HealthCheckProtocol',
  'HealthCheckIntervalSeconds',
  'HealthCheckTimeoutSeconds',
  'HealthyThresholdCount',
  'UnhealthyThresholdCount',
  'Matcher',
  'Tags',
];

type Answer<Output> = Omit<Output, '$metadata'>;

function tagsOf(tags: readonly Tag[] | undefined): Tags {
  return Object.fromEntries((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
}

function healthCheckOf(input: CreateTargetGroupCommandInput): HealthCheck {
  return {
    path: input.HealthCheckPath ?? AWS_HEALTH_CHECK.path,
    intervalSeconds: input.HealthCheckIntervalSeconds ?? AWS_HEALTH_CHECK.intervalSeconds,
    timeoutSeconds: input.HealthCheckTimeoutSeconds ?? AWS_HEALTH_CHECK.timeoutSeconds,
    healthyThreshold: input.HealthyThresholdCount ?? AWS_HEALTH_CHECK.healthyThreshold,
    unhealthyThreshold: input.UnhealthyThresholdCount ?? AWS_HEALTH_CHECK.unhealthyThreshold,
  };
}

function createTargetGroup(
  elbv2: Elbv2,
  input: CreateTargetGroupCommandInput,
): Answer<CreateTargetGroupCommandOutput> {
  refuseOtherMembers('CreateTargetGroup', input, GROUP_MEMBERS, FILE);
  const { Name: name = '', Protocol = 'HTTP', TargetType = 'instance', VpcId, Port, Matcher } = input;
  if (Protocol !== 'HTTP') throw new SandboxNotImplemented(`target groups of protocol ${Protocol}`, FILE);
  if (TargetType !== 'ip') throw new SandboxNotImplemented(`targets of type ${TargetType}`, FILE);
  if ((Matcher?.HttpCode ?? '200') !== '200')
    throw new SandboxNotImplemented(`the matcher ${Matcher?.HttpCode}`, FILE);
  if (VpcId !== VPC_ID) throw validationError(`The VPC ID '${VpcId}' is not found`);
  if ([...elbv2.inventory.targetGroups.values()].some((group) => group.name === name))
    throw new DuplicateTargetGroupNameException({
      message: `A target group with the same name '${name}' exists, but with different settings`,
      $metadata,
    });
  const record = elbv2.createTargetGroup({
    name,
    ...(Port !== undefined && { port: Port }),
    healthCheck: healthCheckOf(input),
    deregistrationDelaySeconds: AWS_DEREGISTRATION_SECONDS,
    tags: tagsOf(input.Tags),
  });
  return { TargetGroups: [describedTargetGroup(record, [])] };
}

function modifyAttributes(
  elbv2: Elbv2,
  input: ModifyTargetGroupAttributesCommandInput,
): Answer<ModifyTargetGroupAttributesCommandOutput> {
  const record = elbv2.inventory.targetGroup(input.TargetGroupArn);
  for (const { Key, Value } of input.Attributes ?? []) {
    if (Key === 'deregistration_delay.timeout_seconds')
      record.group.deregistrationDelaySeconds = Number(Value);
    else if (!(Key === 'stickiness.enabled' && Value === 'false'))
      throw new SandboxNotImplemented(`the attribute ${Key}=${Value} of a target group`, FILE);
  }
  return { Attributes: targetGroupAttributes(record) };
}

function deleteTargetGroup(elbv2: Elbv2, { TargetGroupArn }: DeleteTargetGroupCommandInput): object {
  const { arn } = elbv2.inventory.targetGroup(TargetGroupArn);
  if (elbv2.inventory.loadBalancersOf(arn).length > 0)
    throw new ResourceInUseException({
      message: `Target group '${arn}' is currently in use by a listener or a rule`,
      $metadata,
    });
  elbv2.inventory.targetGroups.delete(arn);
  return {};
}

function refuseTaken(elbv2: Elbv2, listenerArn: string, priority: number, own?: string): void {
  const taken = elbv2.inventory
    .rulesOf(listenerArn)
    .some((rule) => rule.priority === priority && rule.arn !== own);
  if (taken)
    throw new PriorityInUseException({ message: `Priority '${priority}' is currently in use`, $metadata });
}

function createRule(elbv2: Elbv2, input: CreateRuleCommandInput): Answer<CreateRuleCommandOutput> {
  const { ListenerArn, Priority = 0, Conditions = [], Actions = [], Tags } = input;
  const { arn: listenerArn } = elbv2.inventory.listener(ListenerArn);
  refuseTaken(elbv2, listenerArn, Priority);
  const rule = { listenerArn, priority: Priority, conditions: Conditions, actions: Actions };
  return { Rules: [describedRule(elbv2.createRule({ ...rule, tags: tagsOf(Tags) }))] };
}

function setPriorities(
  elbv2: Elbv2,
  { RulePriorities = [] }: SetRulePrioritiesCommandInput,
): Answer<SetRulePrioritiesCommandOutput> {
  const Rules = RulePriorities.map(({ RuleArn, Priority = 0 }) => {
    const rule = elbv2.inventory.rule(RuleArn);
    refuseTaken(elbv2, rule.listenerArn, Priority, rule.arn);
    return describedRule(elbv2.setPriority(rule.arn, Priority));
  });
  return { Rules };
}

function addTags(elbv2: Elbv2, { ResourceArns = [], Tags }: AddTagsCommandInput): object {
  for (const arn of ResourceArns) {
    const before = elbv2.scope.tags.get(arn);
    if (before === undefined) throw validationError(`'${arn}' is not a known resource ARN`);
    elbv2.scope.tags.set(arn, { ...before, ...tagsOf(Tags) });
  }
  return {};
}

function needs(action: string, ...resources: (string | undefined)[]): readonly Need[] {
  return resources.map((resource) => ({
    action: `elasticloadbalancing:${action}`,
    resource: resource ?? '*',
  }));
}

/** A resource that is made with tags needs the permission to tag it, too. */
function creating(action: string, on: string, tags: readonly Tag[] | undefined): readonly Need[] {
  const made = action === 'CreateRule' ? `${on.replace(':listener/', ':listener-rule/')}/*` : on;
  const conditions = { 'elasticloadbalancing:CreateAction': action };
  const tagging = { action: 'elasticloadbalancing:AddTags', resource: made, conditions };
  return [...needs(action, on), ...(tags && tags.length > 0 ? [tagging] : [])];
}

/** Commands by which users and CloudFormation make and take away what stands in front of a service. */
export function provisionCommands(elbv2: Elbv2) {
  const groupArn = (name: string) =>
    `arn:aws:elasticloadbalancing:${elbv2.scope.region}:${elbv2.scope.accountId}:targetgroup/${name}/*`;
  return {
    CreateTargetGroup: {
      run: (input: CreateTargetGroupCommandInput) => createTargetGroup(elbv2, input),
      needs: ({ Name = '', Tags }: CreateTargetGroupCommandInput) =>
        creating('CreateTargetGroup', groupArn(Name), Tags),
    },
    ModifyTargetGroupAttributes: {
      run: (input: ModifyTargetGroupAttributesCommandInput) => modifyAttributes(elbv2, input),
      needs: ({ TargetGroupArn }: ModifyTargetGroupAttributesCommandInput) =>
        needs('ModifyTargetGroupAttributes', TargetGroupArn),
    },
    DeleteTargetGroup: {
      run: (input: DeleteTargetGroupCommandInput) => deleteTargetGroup(elbv2, input),
      needs: ({ TargetGroupArn }: DeleteTargetGroupCommandInput) =>
        needs('DeleteTargetGroup', TargetGroupArn),
    },
    CreateRule: {
      run: (input: CreateRuleCommandInput) => createRule(elbv2, input),
      needs: ({ ListenerArn = '', Tags }: CreateRuleCommandInput) =>
        creating('CreateRule', ListenerArn, Tags),
    },
    SetRulePriorities: {
      run: (input: SetRulePrioritiesCommandInput) => setPriorities(elbv2, input),
      needs: ({ RulePriorities = [] }: SetRulePrioritiesCommandInput) =>
        needs('SetRulePriorities', ...RulePriorities.map(({ RuleArn }) => RuleArn)),
    },
    DeleteRule: {
      run: ({ RuleArn }: DeleteRuleCommandInput) => {
        elbv2.deleteRule(RuleArn);
        return {};
      },
      needs: ({ RuleArn }: DeleteRuleCommandInput) => needs('DeleteRule', RuleArn),
    },
    AddTags: {
      run: (input: AddTagsCommandInput) => addTags(elbv2, input),
      needs: ({ ResourceArns = [] }: AddTagsCommandInput) => needs('AddTags', ...ResourceArns),
    },
  };
}
