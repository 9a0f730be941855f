import type { Statement } from '../operation.ts';
import { PASS_SCHEDULER_ROLE } from '../runs/schedule-permissions.ts';

/** Reading a run and writing it with its audit. */
export const CHANGE_CHAOS: Statement = {
  actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  resources: ['{table}'],
};

export const READ_BATCHES: Statement = { actions: ['dynamodb:BatchGetItem'], resources: ['{table}'] };
export const QUERY_INDEX: Statement = { actions: ['dynamodb:Query'], resources: ['{table}/index/gsi1'] };

/** A deadman that has struck is made anew. */
export const MOVE_DEADMAN: readonly Statement[] = [
  {
    actions: ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule'],
    resources: ['{scheduleGroup}'],
  },
  PASS_SCHEDULER_ROLE,
];

export const START_EXECUTION: Statement = {
  actions: ['states:StartExecution'],
  resources: ['{machine:experiment}'],
};
export const STOP_EXECUTION: Statement = {
  actions: ['states:StopExecution'],
  resources: ['{experimentExecutions}'],
};
