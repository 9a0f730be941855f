import type { Manifest } from './manifest.ts';
import { RESTORE } from './manifest.ts';
import { functionName, machineArn } from './resources.ts';

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
  /** Several are added up. */
  readonly metrics: readonly AlarmMetric[];
  readonly statistic: 'Sum' | 'Maximum';
  readonly comparison: 'GreaterThanOrEqualToThreshold' | 'LessThanThreshold';
  readonly threshold: number;
  readonly periodSeconds: number;
  /** Periods that have to breach, of how many. */
  readonly breaching: readonly [breach: number, of: number];
  readonly missing: 'breaching' | 'notBreaching';
}

const LAMBDA = 'AWS/Lambda';
const ANCHOR = 'anchor_audit';

const counted = {
  statistic: 'Sum',
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 1,
  missing: 'notBreaching',
} as const;

/** The alarms on what all nouns share; those about an operation or machine only where the catalog has it. */
export function platformAlarms({ naming, deadLetterQueue, functions, machines }: Manifest): AlarmPlan[] {
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
  const way = restore ? [RESTORE, ...restore.calls.functions] : [];
  const anchored = functions.some(({ operation }) => operation === ANCHOR);
  return [
    dead,
    ...(restore ? [restoreFailed(machineArn(naming, restore.name))] : []),
    ...(way.length > 0 ? [restoreThrottled(way.map((operation) => functionName(naming, operation)))] : []),
    ...(anchored ? [anchorStale(functionName(naming, ANCHOR))] : []),
  ];
}

function restoreFailed(StateMachineArn: string): AlarmPlan {
  return {
    ...counted,
    name: 'restore-failed',
    sentence: 'A service could not be brought back to exactly one version.',
    metrics: [{ namespace: 'AWS/States', metric: 'ExecutionsFailed', dimensions: { StateMachineArn } }],
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

/** Counts calls only: an anchor that was called and failed for good is a dead letter. */
function anchorStale(FunctionName: string): AlarmPlan {
  return {
    name: 'audit-anchor-stale',
    sentence: 'The audit was not anchored for three hours: what was written since could be rewritten unseen.',
    metrics: [{ namespace: LAMBDA, metric: 'Invocations', dimensions: { FunctionName } }],
    statistic: 'Sum',
    comparison: 'LessThanThreshold',
    threshold: 1,
    periodSeconds: 3600,
    breaching: [3, 3],
    missing: 'breaching',
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
