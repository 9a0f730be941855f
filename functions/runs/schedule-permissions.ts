import type { Statement } from '../operation.ts';

/** Making a one-time schedule hands its role to the scheduler. */
export const PASS_SCHEDULER_ROLE: Statement = {
  actions: ['iam:PassRole'],
  resources: ['{schedulerRole}'],
  conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
};

export const SCHEDULE: readonly Statement[] = [
  { actions: ['scheduler:CreateSchedule'], resources: ['{scheduleGroup}'] },
  PASS_SCHEDULER_ROLE,
];

export const RESCHEDULE: readonly Statement[] = [
  { actions: ['scheduler:UpdateSchedule'], resources: ['{scheduleGroup}'] },
  PASS_SCHEDULER_ROLE,
];

export const DISARM: Statement = { actions: ['scheduler:DeleteSchedule'], resources: ['{scheduleGroup}'] };
