import { ENQUEUE } from '../notifications/permissions.ts';
import type { Statement } from '../operation.ts';
import { READ_ALARMS } from '../runs/metric-permissions.ts';
import { PUBLISH } from '../runs/record-permissions.ts';
import { DISARM, PASS_SCHEDULER_ROLE, SCHEDULE } from '../runs/schedule-permissions.ts';

/** Reading a run and what decides on it, and writing it with its audit. */
export const CHANGE_RUN: Statement = {
  actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  resources: ['{table}'],
};

/** Reading incidents and their signals, besides runs. */
export const READ_BATCHES: Statement = { actions: ['dynamodb:BatchGetItem'], resources: ['{table}'] };

/** Members of an incident that its record had no room for. */
export const QUERY_MEMBERS: Statement = {
  actions: ['dynamodb:Query'],
  resources: ['{table}/index/gsi1'],
};

/** Telling people: the queue, and the counts by which a storm becomes a digest. */
export const TELL: readonly Statement[] = [
  { actions: ['dynamodb:UpdateItem'], resources: ['{table}'] },
  ENQUEUE,
];

/** What follows from a run's end. */
export const END_RUN: readonly Statement[] = [CHANGE_RUN, READ_BATCHES, PUBLISH, DISARM, ...TELL];

const START_UNDO: Statement = { actions: ['states:StartExecution'], resources: ['{machine:undo}'] };

/** What follows from a failure: the end, an undoing that is looked after, or a hold. */
export const FAIL_RUN: readonly Statement[] = [
  ...END_RUN,
  // A deadman that has struck is made anew.
  {
    actions: ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule'],
    resources: ['{scheduleGroup}'],
  },
  PASS_SCHEDULER_ROLE,
  START_UNDO,
];

/** Asking every tool what it would do. */
export const ASK_TOOLS: Statement = {
  actions: ['lambda:InvokeFunction'],
  resources: [
    'read_metric',
    'query_logs',
    'restart_service',
    'scale_service',
    'rollback_service',
    'run_command',
    'call_aws',
    'send_request',
    'call_operation',
    'notify_people',
  ].map((tool) => `{function:${tool}}`),
};

/** What a plan and an admission are made of. */
export const GATHER: readonly Statement[] = [ASK_TOOLS, READ_ALARMS, QUERY_MEMBERS];

/** Making a run and starting it. */
export const START_RUN: readonly Statement[] = [
  CHANGE_RUN,
  READ_BATCHES,
  PUBLISH,
  ...SCHEDULE,
  { actions: ['states:StartExecution'], resources: ['{runbookMachines}*'] },
  ...GATHER,
];

export const STOP_RUN: Statement = {
  actions: ['states:StopExecution'],
  resources: ['{runbookExecutions}'],
};
