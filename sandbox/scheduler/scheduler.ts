import type { DeleteScheduleCommandInput, GetScheduleCommandInput } from '@aws-sdk/client-scheduler';
import { type RetryOutcome, withRetries } from '../eventbridge/retry.ts';
import type { AccountScope, Command, SandboxService } from '../service.ts';
import type { SendDeadLetter } from '../sqs/message.ts';
import { createSchedule, type ScheduleWriter, updateSchedule } from './create-schedule.ts';
import { listSchedules } from './list-schedules.ts';
import type { Schedule } from './schedule.ts';
import { scheduleNeeds } from './schedule-needs.ts';
import { scheduleOutput } from './schedule-output.ts';
import { type SchedulerSnapshot, ScheduleStore } from './schedule-store.ts';
import { callScheduleTarget, deadLetter, type Invocation, type ScheduleCalls } from './schedule-target.ts';
import { ScheduleTimers } from './schedule-timers.ts';

/** An invocation that failed for good; AWS sends it to the target's dead-letter queue where it names one. */
export interface FailedInvocation {
  readonly scheduleArn: string;
  readonly scheduledFor: number;
  readonly queueArn?: string;
  readonly errorCode: string;
  readonly errorMessage: string;
  readonly retryAttempts: number;
}

export interface SchedulerOptions {
  /** Called after every change of a group or schedule, so that the snapshot can be written to disk. */
  readonly changed?: () => void;
  /** Takes what a target with a dead-letter queue could not be given; without it such letters are lost. */
  readonly sendDeadLetter?: SendDeadLetter;
}

/** EventBridge Scheduler. Schedules fire on the clock, to the moment, and survive as a snapshot. */
export class Scheduler implements SandboxService {
  readonly client = 'SchedulerClient';
  readonly commands: SandboxService['commands'];
  /** Invocations that failed for good, oldest first. */
  readonly failed: FailedInvocation[] = [];
  readonly #scope: AccountScope;
  readonly #calls: ScheduleCalls;
  readonly #sendDeadLetter: SendDeadLetter;
  readonly #store: ScheduleStore;
  readonly #timers: ScheduleTimers;
  readonly #underWay = new Set<string>();
  readonly #closing = new AbortController();

  constructor(scope: AccountScope, calls: ScheduleCalls, options: SchedulerOptions = {}) {
    this.#store = new ScheduleStore(options.changed ?? (() => {}));
    this.#scope = scope;
    this.#calls = calls;
    this.#sendDeadLetter = options.sendDeadLetter ?? (() => undefined);
    this.#timers = new ScheduleTimers({
      scope,
      current: (arn) => this.#store.byArn(arn),
      invoke: (schedule, scheduledFor) => this.#invoke(schedule, scheduledFor),
      complete: (arn) => this.#complete(arn),
    });
    const writer: ScheduleWriter = { scope, store: this.#store, keep: (schedule) => this.#keep(schedule) };
    this.commands = {
      CreateSchedule: createSchedule(writer),
      UpdateSchedule: updateSchedule(writer),
      GetSchedule: this.#getSchedule(),
      DeleteSchedule: this.#deleteSchedule(),
      ListSchedules: listSchedules(this.#store),
    };
  }

  /** Makes a schedule group. Throws ConflictException. */
  createGroup(name: string): void {
    this.#store.addGroup(name);
  }

  /** Every group and schedule as plain JSON. An invocation that is not over yet counts as not made. */
  snapshot(): SchedulerSnapshot {
    const { groups, schedules } = this.#store.snapshot();
    return {
      groups,
      schedules: schedules.map((one) => (this.#underWay.has(one.arn) ? notInvoked(one) : one)),
    };
  }

  /** Takes up the schedules of a snapshot: a one-time schedule whose time has passed meanwhile fires now. */
  restore(snapshot: SchedulerSnapshot): void {
    this.#store.restore(snapshot);
    for (const { arn } of snapshot.schedules) this.#timers.arm(arn);
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('The scheduler is closed.'));
    await this.#timers.close();
  }

  #getSchedule(): Command<GetScheduleCommandInput> {
    return {
      run: ({ GroupName = 'default', Name = '' }) => scheduleOutput(this.#store.get(GroupName, Name)),
      needs: (input) => scheduleNeeds(this.#scope, 'GetSchedule', input),
    };
  }

  #deleteSchedule(): Command<DeleteScheduleCommandInput> {
    return {
      run: ({ GroupName = 'default', Name = '' }) => {
        const { arn } = this.#store.get(GroupName, Name);
        this.#timers.disarm(arn);
        this.#store.delete(GroupName, Name);
        return {};
      },
      needs: (input) => scheduleNeeds(this.#scope, 'DeleteSchedule', input),
    };
  }

  #keep(schedule: Schedule): void {
    this.#store.put(schedule);
    this.#timers.arm(schedule.arn);
  }

  #complete(arn: string): void {
    const schedule = this.#store.byArn(arn);
    if (schedule?.actionAfterCompletion === 'DELETE') this.#store.delete(schedule.group, schedule.name);
  }

  async #invoke(schedule: Schedule, scheduledFor: number): Promise<void> {
    this.#underWay.add(schedule.arn);
    this.#store.put({ ...schedule, lastInvokedFor: scheduledFor });
    const { RetryPolicy: policy } = schedule.target;
    const invocation = { schedule, scheduledFor, executionId: this.#scope.id() };
    const outcome = await withRetries(
      (attempt) => callScheduleTarget(this.#scope, this.#calls, invocation, attempt),
      {
        maximumEventAgeInSeconds: policy.MaximumEventAgeInSeconds,
        maximumRetryAttempts: policy.MaximumRetryAttempts,
      },
      {
        clock: this.#scope.clock,
        random: () => this.#scope.random(),
        signal: this.#closing.signal,
        since: this.#scope.clock.now(),
      },
    ).catch((thrown) => {
      if (this.#closing.signal.aborted) return undefined;
      throw thrown;
    });
    if (!outcome) return;
    this.#underWay.delete(schedule.arn);
    if (outcome.kind === 'failed') this.#giveUp(invocation, outcome);
  }

  #giveUp(invocation: Invocation, outcome: RetryOutcome & { kind: 'failed' }): void {
    const { schedule, scheduledFor } = invocation;
    const queueArn = schedule.target.DeadLetterConfig?.Arn;
    this.failed.push({
      scheduleArn: schedule.arn,
      scheduledFor,
      errorCode: outcome.cause.name,
      errorMessage: outcome.cause.message,
      retryAttempts: outcome.retries,
      ...(queueArn !== undefined && { queueArn }),
    });
    if (queueArn === undefined) return;
    try {
      this.#sendDeadLetter(queueArn, deadLetter(this.#scope, invocation, outcome));
    } catch {
      this.#count('InvocationsFailedToBeSentToDeadLetterCount', schedule.group);
    }
  }

  #count(metric: string, ScheduleGroup: string): void {
    this.#scope.record({
      namespace: 'AWS/Scheduler',
      metric,
      dimensions: { ScheduleGroup },
      at: this.#scope.clock.now(),
      value: 1,
      unit: 'Count',
    });
  }
}

function notInvoked({ lastInvokedFor: _, ...schedule }: Schedule): Schedule {
  return schedule;
}
