import { machineArn, type Naming } from './resources.ts';

/** A rule on the account's default bus that calls one function. */
export interface Rule {
  readonly name: string;
  readonly pattern: Readonly<Record<string, unknown>>;
  /** Operation whose function is called. */
  readonly operation: string;
  readonly inputTransformer: {
    readonly inputPathsMap: Readonly<Record<string, string>>;
    readonly inputTemplate: string;
  };
}

/** A function that is called at intervals. */
export interface Schedule {
  readonly name: string;
  /** As EventBridge Scheduler writes it. */
  readonly expression: string;
  readonly operation: string;
}

export const SCHEDULES: readonly Schedule[] = [
  { name: 'anchor-audit', expression: 'rate(1 hour)', operation: 'anchor_audit' },
];

/** Calls that can change where a service's traffic goes; Lambda's carry the date of its API. */
const TRAFFIC_CALLS = ['ModifyListener', 'ModifyRule', 'UpdateService', 'UpdateAlias20150331', 'UpdateAlias'];

/** The events that the product acts upon. */
export function rules(naming: Naming): Rule[] {
  return [
    {
      name: 'deployment-ended',
      pattern: ended(machineArn(naming, 'deployment')),
      operation: 'start_restore',
      inputTransformer: transformer({ deploymentId: '$.detail.name' }, { cause: 'EXECUTION_ENDED' }),
    },
    {
      name: 'restore-ended',
      pattern: ended(machineArn(naming, 'restore')),
      operation: 'start_restore',
      inputTransformer: transformer({ executionName: '$.detail.name' }, { cause: 'RESTORE_ENDED' }),
    },
    {
      name: 'outside-change',
      pattern: {
        source: ['aws.elasticloadbalancing', 'aws.ecs', 'aws.lambda'],
        'detail-type': ['AWS API Call via CloudTrail'],
        // A call that was refused changed nothing.
        detail: { eventName: TRAFFIC_CALLS, errorCode: [{ exists: false }] },
      },
      operation: 'note_outside_change',
      inputTransformer: transformer({
        eventName: '$.detail.eventName',
        principal: '$.detail.userIdentity.arn',
        parameters: '$.detail.requestParameters',
        at: '$.detail.eventTime',
      }),
    },
  ];
}

/** Executions of a machine that did not reach their end by themselves. */
function ended(stateMachineArn: string): Rule['pattern'] {
  return {
    source: ['aws.states'],
    'detail-type': ['Step Functions Execution Status Change'],
    detail: { stateMachineArn: [stateMachineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
  };
}

/** A target's input: fields read from the event by path, then fixed ones. */
function transformer(
  inputPathsMap: Readonly<Record<string, string>>,
  fixed: Readonly<Record<string, string>> = {},
): Rule['inputTransformer'] {
  const read = Object.keys(inputPathsMap).map((name) => `"${name}": <${name}>`);
  const written = Object.entries(fixed).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`);
  return { inputPathsMap, inputTemplate: `{${[...read, ...written].join(', ')}}` };
}
