import type { Manifest } from './manifest.ts';
import { DRIVERS, RESTORE } from './manifest.ts';
import { functionName, machineArn, type Naming } from './resources.ts';

/** One metric of AWS, summed over periods. */
export interface AlarmMetric {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** An alarm of the product about itself; its name is that of its page in `docs/alarms/`. */
export interface AlarmPlan {
  readonly name: string;
  /** What it means, in one sentence. */
  readonly sentence: string;
  /** Several are added up, where no expression says otherwise. */
  readonly metrics: readonly AlarmMetric[];
  /** Metric math over `m0`, `m1`, ... */
  readonly expression?: string;
  readonly statistic: 'Sum' | 'Maximum';
  readonly comparison: 'GreaterThanOrEqualToThreshold';
  readonly threshold: number;
  readonly periodSeconds: number;
  /** Periods that have to breach, of how many. */
  readonly breaching: readonly [breach: number, of: number];
  readonly missing: 'ignore' | 'notBreaching';
}

const LAMBDA = 'AWS/Lambda';
const ANCHOR = 'anchor_audit';

const counted = {
  statistic: 'Sum',
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 1,
  missing: 'notBreaching',
} as const;

export function alarmName({ prefix }: Naming, { name }: AlarmPlan): string {
  return `${prefix}-${name}`;
}

/** The alarms on what all nouns share, and on the way back to one version, which concerns them all. */
export function platformAlarms({ naming, deadLetterQueue, machines }: Manifest): AlarmPlan[] {
  const dead: AlarmPlan = {
    ...counted,
    name: 'dead-letters',
    sentence:
      'An event, a scheduled call or an asynchronous call could not be delivered and waits for a person.',
    metrics: [
      {
        namespace: 'AWS/SQS',
        metric: 'ApproximateNumberOfMessagesVisible',
        dimensions: { QueueName: deadLetterQueue.name },
      },
    ],
    statistic: 'Maximum',
    periodSeconds: 300,
    breaching: [1, 1],
  };
  const restore = machines.find(({ name }) => name === 'restore');
  const drivers = Object.values(DRIVERS) as readonly string[];
  const called = restore?.calls.functions.filter((operation) => drivers.includes(operation)) ?? [];
  const way = restore ? [RESTORE, ...called] : [];
  return [
    dead,
    ...(restore ? [restoreFailed(machineArn(naming, restore.name))] : []),
    ...(way.length > 0 ? [restoreThrottled(way.map((operation) => functionName(naming, operation)))] : []),
  ];
}

/** The alarms on what only one noun has. */
export function nounAlarms({ naming, functions }: Manifest, noun: string): AlarmPlan[] {
  const anchored = functions.some((plan) => plan.operation === ANCHOR && plan.noun === noun);
  return anchored ? [anchorStale(functionName(naming, ANCHOR))] : [];
}

/** How an execution ends without having done what it was for; AWS counts each in a metric of its own. */
const UNDONE = ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'];

function restoreFailed(StateMachineArn: string): AlarmPlan {
  return {
    ...counted,
    name: 'restore-failed',
    sentence: 'A service could not be brought back to exactly one version.',
    metrics: UNDONE.map((metric) => ({ namespace: 'AWS/States', metric, dimensions: { StateMachineArn } })),
    periodSeconds: 60,
    breaching: [1, 1],
  };
}

function restoreThrottled(functionNames: readonly string[]): AlarmPlan {
  return {
    ...counted,
    name: 'restore-throttled',
    sentence: 'Lambda turns away calls on the way back to the old version: a rollback would be slow.',
    metrics: functionNames.map((FunctionName) => ({
      namespace: LAMBDA,
      metric: 'Throttles',
      dimensions: { FunctionName },
    })),
    periodSeconds: 60,
    breaching: [3, 5],
  };
}

/**
 * From the first known call on every hour counts: 0 with a call, 1 without. Before it there is nothing, so a new
 * installation is no alarm; once the last known call is too long ago there is nothing either, and what the alarm says
 * is kept. Counts calls only: an anchor that was called and failed for good is a dead letter.
 */
function anchorStale(FunctionName: string): AlarmPlan {
  return {
    ...counted,
    name: 'audit-anchor-stale',
    sentence: 'The audit was not anchored for three hours: what was written since could be rewritten unseen.',
    metrics: [{ namespace: LAMBDA, metric: 'Invocations', dimensions: { FunctionName } }],
    expression: 'IF(FILL(m0, REPEAT) > 0, IF(FILL(m0, 0) > 0, 0, 1))',
    periodSeconds: 3600,
    // One more than have to breach: the last hour with a call has to be seen, or none would count.
    breaching: [3, 4],
    missing: 'ignore',
  };
}

/** Answers of the doors that nobody intended. Machines' steps have the restore instead, events the dead letters. */
export function apiAlarm(apiIds: readonly string[]): AlarmPlan {
  return {
    ...counted,
    name: 'api-errors',
    sentence: 'Callers keep getting errors that are not theirs.',
    metrics: apiIds.map((ApiId) => ({
      namespace: 'AWS/ApiGateway',
      metric: '5xx',
      dimensions: { ApiId },
    })),
    periodSeconds: 300,
    breaching: [2, 3],
  };
}
