import type { StatesError } from './errors.ts';
import type { EventDetails, Trail } from './history.ts';
import type { TaskResource } from './task-resource.ts';

export interface ScheduledTask {
  /** JSON text. */
  readonly parameters: string;
  readonly region: string;
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
  readonly roleArn?: string;
}

const TIMEOUTS = new Set(['States.Timeout', 'States.HeartbeatTimeout']);

/** The events of one Task: AWS names them after the function where a Lambda ARN stands, after the task otherwise. */
export interface TaskEvents {
  scheduled(task: ScheduledTask): void;
  started(): void;
  /** The task was handed over and is still waited for; `output` is what the hand-over answered. */
  submitted(output: string): void;
  succeeded(output: string): void;
  failed(error: StatesError): void;
}

export function taskEvents(trail: Trail, resource: TaskResource): TaskEvents {
  return resource.family === 'service'
    ? serviceEvents(trail, { resourceType: resource.service, resource: resource.action })
    : functionEvents(trail, resource.arn);
}

function serviceEvents(trail: Trail, resource: { resourceType: string; resource: string }): TaskEvents {
  return {
    scheduled: ({ roleArn, ...task }) => {
      const credentials = roleArn === undefined ? {} : { taskCredentials: { roleArn } };
      trail.record('TaskScheduled', { taskScheduledEventDetails: { ...resource, ...task, ...credentials } });
    },
    started: () => void trail.record('TaskStarted', { taskStartedEventDetails: resource }),
    submitted: (output) =>
      void trail.record('TaskSubmitted', { taskSubmittedEventDetails: { ...resource, output } }),
    succeeded: (output) =>
      void trail.record('TaskSucceeded', { taskSucceededEventDetails: { ...resource, output } }),
    failed: (error) => {
      const details = { ...resource, ...errorDetails(error) };
      if (TIMEOUTS.has(error.error ?? ''))
        trail.record('TaskTimedOut', { taskTimedOutEventDetails: details });
      else trail.record('TaskFailed', { taskFailedEventDetails: details });
    },
  };
}

function functionEvents(trail: Trail, arn: string): TaskEvents {
  return {
    scheduled: ({ parameters, timeoutInSeconds }) => {
      const timeout = timeoutInSeconds === undefined ? {} : { timeoutInSeconds };
      const details: EventDetails = {
        lambdaFunctionScheduledEventDetails: { resource: arn, input: parameters, ...timeout },
      };
      trail.record('LambdaFunctionScheduled', details);
    },
    started: () => void trail.record('LambdaFunctionStarted'),
    submitted: () => undefined,
    succeeded: (output) =>
      void trail.record('LambdaFunctionSucceeded', { lambdaFunctionSucceededEventDetails: { output } }),
    failed: (error) => {
      const details = errorDetails(error);
      if (TIMEOUTS.has(error.error ?? ''))
        trail.record('LambdaFunctionTimedOut', { lambdaFunctionTimedOutEventDetails: details });
      else trail.record('LambdaFunctionFailed', { lambdaFunctionFailedEventDetails: details });
    },
  };
}

/** Error and cause as event details carry them: left out where there is none. */
export function errorDetails(error: {
  readonly error: string | undefined;
  readonly reason: string | undefined;
}) {
  return {
    ...(error.error === undefined ? {} : { error: error.error }),
    ...(error.reason === undefined ? {} : { cause: error.reason }),
  };
}
