import type {
  DescribeRuleCommandInput,
  DescribeRuleResponse,
  ListTargetsByRuleCommandInput,
  ListTargetsByRuleResponse,
  Target,
} from '@aws-sdk/client-eventbridge';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Command, Need } from '../service.ts';
import { busName } from './put-events.ts';
import type { Rule } from './rule.ts';
import type { RuleTarget } from './targets.ts';

const FILE = 'sandbox/eventbridge/rule-commands.ts';

export interface RulePorts {
  /** Throws ResourceNotFoundException. */
  find(name: string, bus: string): Rule;
  ruleArn(name: string, bus: string): string;
}

export function describeRule(ports: RulePorts): Command<DescribeRuleCommandInput, DescribeRuleResponse> {
  return {
    run({ Name = '', EventBusName }) {
      const { name, arn, bus, enabled, pattern } = ports.find(Name, busName(EventBusName));
      return {
        Name: name,
        Arn: arn,
        EventBusName: bus,
        State: enabled ? 'ENABLED' : 'DISABLED',
        EventPattern: JSON.stringify(pattern),
      };
    },
    needs: ({ Name = '', EventBusName }) => need('DescribeRule', ports, Name, EventBusName),
  };
}

/** All targets in one answer: a rule has at most five. */
export function listTargetsByRule(
  ports: RulePorts,
): Command<ListTargetsByRuleCommandInput, ListTargetsByRuleResponse> {
  return {
    run(input) {
      refuseOtherMembers('ListTargetsByRule', input, ['Rule', 'EventBusName', 'Limit'], FILE);
      const { targets } = ports.find(input.Rule ?? '', busName(input.EventBusName));
      return { Targets: targets.map(targetOutput) };
    },
    needs: ({ Rule = '', EventBusName }) => need('ListTargetsByRule', ports, Rule, EventBusName),
  };
}

function need(action: string, ports: RulePorts, name: string, bus: string | undefined): readonly Need[] {
  return [{ action: `events:${action}`, resource: ports.ruleArn(name, busName(bus)) }];
}

function targetOutput(target: RuleTarget): Target {
  const { inputTransformer, retryPolicy } = target;
  return {
    Id: target.id,
    Arn: target.arn,
    ...(target.roleArn !== undefined && { RoleArn: target.roleArn }),
    ...(target.input !== undefined && { Input: target.input }),
    ...(target.inputPath !== undefined && { InputPath: target.inputPath }),
    ...(inputTransformer && {
      InputTransformer: {
        InputTemplate: inputTransformer.inputTemplate,
        ...(inputTransformer.inputPathsMap && { InputPathsMap: { ...inputTransformer.inputPathsMap } }),
      },
    }),
    ...(retryPolicy && {
      RetryPolicy: {
        MaximumRetryAttempts: retryPolicy.maximumRetryAttempts ?? 185,
        MaximumEventAgeInSeconds: retryPolicy.maximumEventAgeInSeconds ?? 86_400,
      },
    }),
    ...(target.deadLetterArn !== undefined && { DeadLetterConfig: { Arn: target.deadLetterArn } }),
  };
}
