import { uuid, wholeSeconds } from '../eventbridge/event-envelope.ts';
import type { RetryOutcome } from '../eventbridge/retry.ts';
import type { TargetCalls } from '../eventbridge/targets.ts';
import { SandboxNotImplemented } from '../hook/not-implemented.ts';
import type { AccountScope } from '../service.ts';
import type { SentMessage } from '../sqs/message.ts';
import { validation } from './exceptions.ts';
import type { Schedule } from './schedule.ts';

export type ScheduleTargetKind = 'function' | 'state-machine' | 'start-execution';

/** A schedule that sends into a queue is not simulated. */
export type ScheduleCalls = Omit<TargetCalls, 'sendMessage'>;

const UNIVERSAL = 'arn:aws:scheduler:::aws-sdk:';

/** What kind of target an ARN names. Throws for an ARN that AWS refuses and for one the sandbox cannot call. */
export function targetKind(arn: string): ScheduleTargetKind {
  if (/^arn:aws:lambda:[^:]*:\d{12}:function:/.test(arn)) return 'function';
  if (/^arn:aws:states:[^:]*:\d{12}:stateMachine:/.test(arn)) return 'state-machine';
  if (arn === `${UNIVERSAL}sfn:startExecution`) return 'start-execution';
  if (/^arn:aws:/.test(arn))
    throw new SandboxNotImplemented(`a schedule that calls ${arn}`, 'sandbox/scheduler/schedule-target.ts');
  throw validation(`Provided Arn ${arn} is not in correct format.`);
}

/** One invocation of a schedule. */
export interface Invocation {
  readonly schedule: Schedule;
  /** In milliseconds since the epoch. */
  readonly scheduledFor: number;
  /** Unique to the invocation, the same at each attempt. */
  readonly executionId: string;
}

/** Calls the target of a schedule once, with the role of the target; `attempt` counts from 1. */
export async function callScheduleTarget(
  scope: AccountScope,
  calls: ScheduleCalls,
  invocation: Invocation,
  attempt: number,
): Promise<void> {
  const { Arn, RoleArn } = invocation.schedule.target;
  const input = inputOf(scope, invocation, attempt);
  switch (targetKind(Arn)) {
    case 'function':
      return calls.invokeFunction(Arn, input, RoleArn);
    case 'state-machine':
      return calls.startExecution(Arn, input, RoleArn);
    case 'start-execution': {
      const request = JSON.parse(input) as { StateMachineArn: string; Input?: string; Name?: string };
      return calls.startExecution(request.StateMachineArn, request.Input ?? '{}', RoleArn, request.Name);
    }
  }
}

/** What the target of a schedule receives at one attempt. */
function inputOf(scope: AccountScope, invocation: Invocation, attempt: number): string {
  const { Input } = invocation.schedule.target;
  return Input === undefined ? notification(scope, invocation) : withContext(Input, invocation, attempt);
}

/**
 * What the scheduler puts into a target's dead-letter queue: what the target was given, and the reason in the message's
 * attributes (https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html).
 */
export function deadLetter(
  scope: AccountScope,
  invocation: Invocation,
  { cause, retries, exhausted }: RetryOutcome & { kind: 'failed' },
): SentMessage {
  const { schedule, scheduledFor, executionId } = invocation;
  return {
    body: inputOf(scope, invocation, retries + 1),
    attributes: {
      ERROR_CODE: cause.name,
      ERROR_MESSAGE: cause.message,
      EXECUTION_ID: executionId,
      ...(exhausted && { EXHAUSTED_RETRY_CONDITION: exhausted }),
      IS_PAYLOAD_TRUNCATED: 'false',
      RETRY_ATTEMPTS: String(retries),
      SCHEDULED_TIME: wholeSeconds(scheduledFor),
      SCHEDULE_ARN: schedule.arn,
      TARGET_ARN: schedule.target.Arn,
    },
  };
}

/** Replaces AWS's context attributes, such as `<aws.scheduler.schedule-arn>`, wherever they stand in the input. */
function withContext(
  input: string,
  { schedule, scheduledFor, executionId }: Invocation,
  attempt: number,
): string {
  return input
    .replaceAll('<aws.scheduler.schedule-arn>', schedule.arn)
    .replaceAll('<aws.scheduler.scheduled-time>', wholeSeconds(scheduledFor))
    .replaceAll('<aws.scheduler.execution-id>', executionId)
    .replaceAll('<aws.scheduler.attempt-number>', String(attempt));
}

/** What a target without an input receives. */
function notification(scope: AccountScope, { schedule, scheduledFor, executionId }: Invocation): string {
  return JSON.stringify({
    version: '0',
    id: uuid(executionId),
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: scope.accountId,
    time: wholeSeconds(scheduledFor),
    region: scope.region,
    resources: [schedule.arn],
    detail: '{}',
  });
}
