import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import type { Manifest } from '../../lib/manifest/manifest.ts';
import { functionArn } from '../../lib/manifest/resources.ts';
import { RETRY_POLICY, type Rule, type Schedule } from '../../lib/manifest/triggers.ts';
import type { RuleTarget } from '../eventbridge/targets.ts';
import type { Account } from './account.ts';

/** Whoever deploys the stacks. */
const INSTALLER = 'arn:aws:iam::000000000000:role/installer';

/** Makes the manifest's rules in place of those of an earlier release. */
export function deployRules({ eventBridge }: Account, manifest: Manifest, earlier?: Manifest): void {
  const { naming, deadLetterQueue } = manifest;
  const rules = rulesIn(manifest);
  const kept = new Set(rules.map(({ name }) => name));
  for (const { name, bus } of earlier ? rulesIn(earlier) : [])
    if (!kept.has(name)) eventBridge.deleteRule(`${naming.prefix}-${name}`, bus);
  for (const { name, bus, pattern, targets } of rules) {
    const delivery = { retryPolicy: RETRY_POLICY, deadLetterArn: deadLetterQueue.arn };
    const whole = targets.map((target) => ({ ...target, ...delivery }));
    const rule = { name: `${naming.prefix}-${name}`, pattern, targets: whole };
    eventBridge.putRule({ ...rule, ...(bus !== undefined && { bus }) });
  }
}

interface TargetedRule extends Pick<Rule, 'name' | 'bus' | 'pattern'> {
  readonly targets: readonly Pick<RuleTarget, 'id' | 'arn' | 'inputTransformer'>[];
}

/** The rules that call functions, those that put events into queues, and those that only count. */
function rulesIn({ naming, rules, queues, countingRules }: Manifest): readonly TargetedRule[] {
  const calling = rules.map(({ operation, inputTransformer, ...rule }) => {
    const arn = functionArn(naming, operation);
    return { ...rule, targets: [{ id: operation, arn, inputTransformer }] };
  });
  const queueing = queues.flatMap(({ rules: own, trigger, arn }) =>
    own.map((rule) => ({ ...rule, targets: [{ id: trigger, arn }] })),
  );
  return [...calling, ...queueing, ...countingRules.map((rule) => ({ ...rule, targets: [] }))];
}

/** Makes the manifest's schedules in place of those of an earlier release. */
export async function deploySchedules(
  account: Account,
  manifest: Manifest,
  earlier?: Manifest,
): Promise<void> {
  const actions = ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule', 'scheduler:DeleteSchedule'];
  account.iam.setStatements(INSTALLER, [{ actions: [...actions, 'iam:PassRole'], resources: ['*'] }]);
  const scheduler = account.dispatcher.clientsFor({ arn: INSTALLER })(SchedulerClient);
  const GroupName = manifest.scheduleGroup;
  const before = new Set(earlier?.schedules.map(({ name }) => name));
  for (const schedule of manifest.schedules) {
    const input = scheduleInput(manifest, schedule);
    if (before.delete(schedule.name)) await scheduler.send(new UpdateScheduleCommand(input));
    else await scheduler.send(new CreateScheduleCommand(input)).catch(unlessTakenUp);
  }
  for (const Name of before) await scheduler.send(new DeleteScheduleCommand({ Name, GroupName }));
}

function scheduleInput(
  { naming, scheduleGroup, schedulerRole, deadLetterQueue }: Manifest,
  { name, expression, timezone, operation, input }: Schedule,
): CreateScheduleCommandInput {
  return {
    Name: name,
    GroupName: scheduleGroup,
    ScheduleExpression: expression,
    ...(timezone !== undefined && { ScheduleExpressionTimezone: timezone }),
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: functionArn(naming, operation),
      RoleArn: schedulerRole.arn,
      Input: input,
      RetryPolicy: {
        MaximumRetryAttempts: RETRY_POLICY.maximumRetryAttempts,
        MaximumEventAgeInSeconds: RETRY_POLICY.maximumEventAgeInSeconds,
      },
      DeadLetterConfig: { Arn: deadLetterQueue.arn },
    },
  };
}

/** A sandbox on disk took the schedule up from its earlier process. */
function unlessTakenUp(error: unknown): void {
  if (!(error instanceof ConflictException)) throw error;
}
