import type { QueueMessage } from './letter.ts';
import type { LiveRule, Ours, Senders } from './redrive.ts';

export const OURS: Ours = {
  account: '000000000000',
  region: 'eu-west-1',
  rules: ['operate-deployment-ended'],
  scheduleGroup: 'operate',
  functions: [
    'operate-start-restore',
    'operate-drive-lambda-alias',
    'operate-anchor-audit',
    'operate-fail-run',
    'operate-answer-incident',
    'operate-note-cause',
    'operate-recover-chaos-test',
    'operate-apply-optimization',
  ],
  queues: ['arn:aws:sqs:eu-west-1:000000000000:operate-mail'],
  startRestoreFunction: 'arn:aws:lambda:eu-west-1:000000000000:function:operate-start-restore',
  failRunFunction: 'arn:aws:lambda:eu-west-1:000000000000:function:operate-fail-run',
  answerIncidentFunction: 'arn:aws:lambda:eu-west-1:000000000000:function:operate-answer-incident',
  noteCauseFunction: 'arn:aws:lambda:eu-west-1:000000000000:function:operate-note-cause',
  recoverChaosTestFunction: 'arn:aws:lambda:eu-west-1:000000000000:function:operate-recover-chaos-test',
  applyOptimizationFunction: 'arn:aws:lambda:eu-west-1:000000000000:function:operate-apply-optimization',
  driverFunctions: ['arn:aws:lambda:eu-west-1:000000000000:function:operate-drive-lambda-alias'],
};
export const FUNCTION = 'arn:aws:lambda:eu-west-1:000000000000:function:operate-start-restore';
export const RULE = 'arn:aws:events:eu-west-1:000000000000:rule/operate-deployment-ended';
export const SCHEDULE = 'arn:aws:scheduler:eu-west-1:000000000000:schedule/operate/deadman-dep-1';
export const MAIL = 'arn:aws:sqs:eu-west-1:000000000000:operate-mail';
export const EVENT = { source: 'aws.states', detail: { name: 'dep-1', status: 'FAILED' } };

const ENDED: LiveRule = {
  name: 'operate-deployment-ended',
  pattern: { source: ['aws.states'], detail: { status: ['FAILED', 'TIMED_OUT'] } },
  targets: [
    { arn: FUNCTION.replace('start-restore', 'other'), input: '{}' },
    {
      arn: FUNCTION,
      transformer: {
        paths: { id: '$.detail.name' },
        template: '{"deploymentId": <id>, "cause": "EXECUTION_ENDED"}',
      },
    },
  ],
};
export const SENDERS: Senders = {
  rules: [ENDED],
  schedules: [{ name: 'anchor-audit', arn: FUNCTION.replace('start-restore', 'anchor-audit'), input: '{}' }],
};
/** The senders with another rule, or with other targets of it. */
export const withRule = (changes: Partial<LiveRule>): Senders => ({
  ...SENDERS,
  rules: [{ ...ENDED, ...changes }],
});

function message(body: unknown, attributes: Readonly<Record<string, string>> = {}): QueueMessage {
  return { id: 'm-1', body: JSON.stringify(body), attributes, sentAt: 1_767_225_600_000 };
}

/** As EventBridge sends it. */
export const fromRule = (
  changes: Readonly<Record<string, string>> = {},
  event: unknown = EVENT,
): QueueMessage =>
  message(event, {
    RULE_ARN: RULE,
    TARGET_ARN: FUNCTION,
    ERROR_CODE: 'THROTTLING',
    ERROR_MESSAGE: 'Rate exceeded',
    EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
    RETRY_ATTEMPTS: '2',
    ...changes,
  });

/** As EventBridge Scheduler sends it. */
export const fromSchedule = (
  changes: Readonly<Record<string, string>> = {},
  payload: unknown = { deploymentId: 'dep-1', cause: 'DEADLINE_PASSED' },
): QueueMessage =>
  message(payload, {
    ERROR_CODE: 'AccessDeniedException',
    ERROR_MESSAGE: 'not authorized',
    EXECUTION_ID: 'e-1',
    IS_PAYLOAD_TRUNCATED: 'false',
    RETRY_ATTEMPTS: '0',
    SCHEDULED_TIME: '2026-01-01T00:00:00Z',
    SCHEDULE_ARN: SCHEDULE,
    TARGET_ARN: FUNCTION,
    ...changes,
  });

/** As SQS moves a message that was handed out in vain. */
export const fromQueue = (body: string, redrivenFrom = MAIL): QueueMessage => ({
  ...message(null),
  body,
  redrivenFrom,
});

/** As a function's on-failure destination gets it. */
export const fromInvocation = (requestPayload: unknown, functionArn = `${FUNCTION}:$LATEST`): QueueMessage =>
  message({
    version: '1.0',
    timestamp: '2026-01-01T00:00:00.000Z',
    requestContext: { requestId: 'r', functionArn, condition: 'RetriesExhausted', approximateInvokeCount: 3 },
    requestPayload,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: 'DependencyFailed', errorMessage: 'AWS did not answer' },
  });
