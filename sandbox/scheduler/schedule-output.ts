import type { GetScheduleCommandOutput, ScheduleSummary } from '@aws-sdk/client-scheduler';
import type { Schedule } from './schedule.ts';

/** A schedule as GetSchedule answers it. */
export function scheduleOutput(schedule: Schedule): Omit<GetScheduleCommandOutput, '$metadata'> {
  return {
    Arn: schedule.arn,
    GroupName: schedule.group,
    Name: schedule.name,
    ScheduleExpression: schedule.expression,
    ScheduleExpressionTimezone: schedule.timeZone,
    State: schedule.state,
    ActionAfterCompletion: schedule.actionAfterCompletion,
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: structuredClone(schedule.target),
    CreationDate: new Date(schedule.createdAt),
    LastModificationDate: new Date(schedule.modifiedAt),
    ...(schedule.description !== undefined && { Description: schedule.description }),
    ...(schedule.startAt !== undefined && { StartDate: new Date(schedule.startAt) }),
    ...(schedule.endAt !== undefined && { EndDate: new Date(schedule.endAt) }),
  };
}

/** A schedule as ListSchedules answers it. */
export function scheduleSummary(schedule: Schedule): ScheduleSummary {
  return {
    Arn: schedule.arn,
    GroupName: schedule.group,
    Name: schedule.name,
    State: schedule.state,
    Target: { Arn: schedule.target.Arn },
    CreationDate: new Date(schedule.createdAt),
    LastModificationDate: new Date(schedule.modifiedAt),
  };
}
