import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import type { LiveRule, LiveSchedule, RuleTarget, Senders } from '../../../core/dead-letters/redrive.ts';
import type { Context } from '../../context.ts';
import { ruleAddress } from '../../rule-address.ts';

/** Our rules and the schedules of the stacks as they are now; one that is gone sends nothing. */
export async function readSenders(context: Context): Promise<Senders> {
  const { rules, schedules } = context.environment.triggers;
  const read = await Promise.all([
    Promise.all(rules.map((name) => unlessGone(readRule(context, name)))),
    Promise.all(schedules.map((name) => unlessGone(readSchedule(context, name)))),
  ]);
  return { rules: read[0].flat(), schedules: read[1].flat() };
}

async function unlessGone<Read>(reading: Promise<Read>): Promise<Read[]> {
  try {
    return [await reading];
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return [];
    throw error;
  }
}

async function readRule({ clients }: Context, name: string): Promise<LiveRule> {
  const events = clients(EventBridgeClient);
  const { name: Name, bus } = ruleAddress(name);
  const { EventPattern = '{}' } = await events.send(new DescribeRuleCommand({ Name, ...bus }));
  const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: Name, ...bus }));
  return { name, pattern: JSON.parse(EventPattern) as unknown, targets: Targets.map(targetOf) };
}

async function readSchedule({ clients, environment }: Context, name: string): Promise<LiveSchedule> {
  const GroupName = environment.scheduleGroup;
  const { Target: target } = await clients(SchedulerClient).send(
    new GetScheduleCommand({ Name: name, GroupName }),
  );
  return { name, arn: target?.Arn ?? '', input: target?.Input ?? '{}' };
}

function targetOf({ Arn = '', Input, InputPath, InputTransformer: transformer }: Target): RuleTarget {
  return {
    arn: Arn,
    ...(Input !== undefined && { input: Input }),
    ...(InputPath !== undefined && { inputPath: InputPath }),
    ...(transformer && {
      transformer: {
        paths: transformer.InputPathsMap ?? {},
        template: transformer.InputTemplate ?? '',
      },
    }),
  };
}
