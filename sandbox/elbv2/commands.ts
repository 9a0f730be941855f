import type {
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  ModifyListenerCommandInput,
  ModifyListenerCommandOutput,
  ModifyRuleCommandInput,
  ModifyRuleCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Need } from '../service.ts';
import { describedListener, describedRule } from './describe.ts';
import { describeCommands } from './describe-commands.ts';
import type { Elbv2 } from './elbv2.ts';
import { provisionCommands } from './provision-commands.ts';
import { defaultRuleFixed, validationError } from './refusals.ts';

const FILE = 'sandbox/elbv2/commands.ts';

type Answer<Output> = Omit<Output, '$metadata'>;

function describeTags(elbv2: Elbv2, input: DescribeTagsCommandInput): Answer<DescribeTagsCommandOutput> {
  const TagDescriptions = (input.ResourceArns ?? []).map((ResourceArn) => {
    const tags = elbv2.scope.tags.get(ResourceArn);
    if (tags === undefined) throw validationError(`'${ResourceArn}' is not a known resource ARN`);
    return { ResourceArn, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  });
  return { TagDescriptions };
}

function modifyListener(
  elbv2: Elbv2,
  input: ModifyListenerCommandInput,
): Answer<ModifyListenerCommandOutput> {
  refuseOtherMembers('ModifyListener', input, ['ListenerArn', 'DefaultActions'], FILE);
  const listener =
    input.DefaultActions === undefined
      ? elbv2.inventory.listener(input.ListenerArn)
      : elbv2.modifyListener(input.ListenerArn, input.DefaultActions);
  return { Listeners: [describedListener(listener)] };
}

function modifyRule(elbv2: Elbv2, input: ModifyRuleCommandInput): Answer<ModifyRuleCommandOutput> {
  refuseOtherMembers('ModifyRule', input, ['RuleArn', 'Conditions', 'Actions'], FILE);
  const { RuleArn, Actions, Conditions } = input;
  for (const arn of elbv2.inventory.listeners.keys()) {
    if (RuleArn !== undefined && elbv2.defaultRuleArn(arn) === RuleArn) throw defaultRuleFixed(RuleArn);
  }
  return { Rules: [describedRule(elbv2.modifyRule(RuleArn, Actions, Conditions))] };
}

function need(action: string, resource: string | undefined): readonly Need[] {
  return [{ action: `elasticloadbalancing:${action}`, resource: resource ?? '*' }];
}

/** The commands of ELBv2 that the product uses. Reading has no resource-level permissions there. */
export function elbv2Commands(elbv2: Elbv2) {
  return {
    ...describeCommands(elbv2),
    ...provisionCommands(elbv2),
    DescribeTags: {
      run: (input: DescribeTagsCommandInput) => describeTags(elbv2, input),
      needs: () => need('DescribeTags', '*'),
    },
    ModifyListener: {
      run: (input: ModifyListenerCommandInput) => modifyListener(elbv2, input),
      needs: (input: ModifyListenerCommandInput) => need('ModifyListener', input.ListenerArn),
    },
    ModifyRule: {
      run: (input: ModifyRuleCommandInput) => modifyRule(elbv2, input),
      needs: (input: ModifyRuleCommandInput) => need('ModifyRule', input.RuleArn),
    },
  };
}
