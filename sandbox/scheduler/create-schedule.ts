import type {
  CreateScheduleCommandInput,
  CreateScheduleCommandOutput,
  UpdateScheduleCommandInput,
} from '@aws-sdk/client-scheduler';
import type { AccountScope, Command } from '../service.ts';
import { conflict, validation } from './exceptions.ts';
import type { Schedule } from './schedule.ts';
import { type ScheduleSettings, scheduleSettings } from './schedule-input.ts';
import { scheduleArn, scheduleNeeds } from './schedule-needs.ts';
import type { ScheduleStore } from './schedule-store.ts';

export interface ScheduleWriter {
  readonly scope: AccountScope;
  readonly store: ScheduleStore;
  /** Keeps a schedule and arms its timer. */
  keep(schedule: Schedule): void;
}

type Write<Input> = Command<Input, Omit<CreateScheduleCommandOutput, '$metadata'>>;

/** CreateSchedule: the same request under the same client token is answered again and makes nothing. */
export function createSchedule({ scope, store, keep }: ScheduleWriter): Write<CreateScheduleCommandInput> {
  return {
    run(input) {
      const { Name: name = '', GroupName: group = 'default' } = input;
      if (!/^[0-9a-zA-Z\-_.]{1,64}$/.test(name)) throw validation(`Invalid schedule name ${name}.`);
      store.checkGroup(group);
      const now = scope.clock.now();
      const existing = store.find(group, name);
      if (existing && isRepetition(existing, input, now)) return { ScheduleArn: existing.arn };
      if (existing) throw conflict(`Schedule ${name} already exists.`);
      const arn = scheduleArn(scope, input);
      keep({ name, group, arn, ...scheduleSettings(input, now), createdAt: now, modifiedAt: now });
      return { ScheduleArn: arn };
    },
    needs: (input) => scheduleNeeds(scope, 'CreateSchedule', input),
  };
}

/** UpdateSchedule replaces all settings: what the input leaves out falls back to its default. */
export function updateSchedule({ scope, store, keep }: ScheduleWriter): Write<UpdateScheduleCommandInput> {
  return {
    run(input) {
      const { name, group, arn, createdAt } = store.get(input.GroupName ?? 'default', input.Name ?? '');
      const now = scope.clock.now();
      keep({ name, group, arn, ...scheduleSettings(input, now), createdAt, modifiedAt: now });
      return { ScheduleArn: arn };
    },
    needs: (input) => scheduleNeeds(scope, 'UpdateSchedule', input),
  };
}

function isRepetition(existing: Schedule, input: CreateScheduleCommandInput, now: number): boolean {
  if (input.ClientToken === undefined || input.ClientToken !== existing.clientToken) return false;
  return settingsText(existing) === settingsText(scheduleSettings(input, Math.min(now, existing.createdAt)));
}

function settingsText(settings: ScheduleSettings): string {
  const { expression, timeZone, state, actionAfterCompletion, target, description, startAt, endAt } =
    settings;
  return JSON.stringify([
    expression,
    timeZone,
    state,
    actionAfterCompletion,
    target,
    description,
    startAt,
    endAt,
  ]);
}
