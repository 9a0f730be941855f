import type { CreateScheduleCommandInput, Target } from '@aws-sdk/client-scheduler';
import { parseExpression, type ScheduleExpression } from '../../core/schedule/schedule-expression.ts';
import { isTimeZone } from '../../core/zoned-time.ts';
import { refuseOtherMembers, SandboxNotImplemented } from '../hook/not-implemented.ts';
import { validation } from './exceptions.ts';
import { oneTimeMoment } from './next-invocation.ts';
import type { Schedule, ScheduleTarget } from './schedule.ts';
import { targetKind } from './schedule-target.ts';

const FILE = 'sandbox/scheduler/schedule-input.ts';
const START_SLACK_MS = 300_000;

/** The part of a schedule that its creator decides. */
export type ScheduleSettings = Pick<
  Schedule,
  | 'expression'
  | 'timeZone'
  | 'state'
  | 'actionAfterCompletion'
  | 'target'
  | 'description'
  | 'startAt'
  | 'endAt'
  | 'clientToken'
>;

/** Checks the input of CreateSchedule or UpdateSchedule and fills in AWS's defaults. Throws ValidationException. */
export function scheduleSettings(input: CreateScheduleCommandInput, now: number): ScheduleSettings {
  if (input.FlexibleTimeWindow?.Mode !== 'OFF')
    throw new SandboxNotImplemented(`a FlexibleTimeWindow of mode ${input.FlexibleTimeWindow?.Mode}`, FILE);
  if (input.KmsKeyArn !== undefined) throw new SandboxNotImplemented('a schedule with KmsKeyArn', FILE);
  const timeZone = input.ScheduleExpressionTimezone ?? 'UTC';
  if (!isTimeZone(timeZone)) throw validation(`Invalid Schedule Expression Timezone ${timeZone}.`);
  checkDates(input, now);
  return {
    expression: checkedExpression(input.ScheduleExpression ?? '', timeZone, now),
    timeZone,
    state: input.State ?? 'ENABLED',
    actionAfterCompletion: input.ActionAfterCompletion ?? 'NONE',
    target: scheduleTarget(input.Target),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.StartDate && { startAt: input.StartDate.getTime() }),
    ...(input.EndDate && { endAt: input.EndDate.getTime() }),
    ...(input.ClientToken !== undefined && { clientToken: input.ClientToken }),
  };
}

function checkedExpression(expression: string, timeZone: string, now: number): string {
  const parsed = parsedOrUndefined(expression);
  const thisMinute = now - (now % 60_000);
  const isOver = parsed?.kind === 'at' && oneTimeMoment(parsed.local, timeZone) < thisMinute;
  if (!parsed || isOver) throw validation(`Invalid Schedule Expression ${expression}.`);
  return expression;
}

function parsedOrUndefined(expression: string): ScheduleExpression | undefined {
  try {
    return parseExpression(expression);
  } catch {
    return undefined;
  }
}

function checkDates({ StartDate: start, EndDate: end }: CreateScheduleCommandInput, now: number): void {
  if (start && start.getTime() < now - START_SLACK_MS)
    throw validation('The StartDate you specify cannot be earlier than 5 minutes ago.');
  if (end && end.getTime() <= (start?.getTime() ?? now))
    throw validation('The EndDate you specify must come after the StartDate.');
}

function scheduleTarget(target: Target | undefined): ScheduleTarget {
  const { Arn = '', RoleArn = '', Input, RetryPolicy, DeadLetterConfig } = target ?? {};
  refuseOtherMembers(
    'CreateSchedule',
    target ?? {},
    ['Arn', 'RoleArn', 'Input', 'RetryPolicy', 'DeadLetterConfig'],
    FILE,
  );
  if (!/^arn:aws:iam::\d{12}:role\/.+/.test(RoleArn))
    throw validation(`Provided RoleArn ${RoleArn} is not in correct format.`);
  if (targetKind(Arn) === 'start-execution' && Input === undefined)
    throw validation('Input is required for a universal target.');
  return {
    Arn,
    RoleArn,
    RetryPolicy: {
      MaximumEventAgeInSeconds: RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400,
      MaximumRetryAttempts: RetryPolicy?.MaximumRetryAttempts ?? 185,
    },
    ...(Input !== undefined && { Input }),
    ...(DeadLetterConfig?.Arn !== undefined && { DeadLetterConfig: { Arn: DeadLetterConfig.Arn } }),
  };
}
