import { MACHINE_FAILED } from './counting-rules.ts';
import type { Manifest } from './manifest.ts';
import { DRIVERS, RESTORE } from './manifest.ts';
import type { Queue } from './queues.ts';
import { functionName, type Naming } from './resources.ts';

/** One metric of AWS, summed over periods. */
export interface AlarmMetric {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** An alarm of the product about itself; its name is that of its page in `docs/alarms/`, where no other is named. */
export interface AlarmPlan {
  readonly name: string;
  readonly page?: string;
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
/** The rule on restores that ended badly; it starts the next one. */
const RESTORE_ENDED = 'restore-ended';
/** The queue of signals. */
const SIGNALS = 'signals';
const LATE_STEP_SECONDS = 300;

const counted = {
  statistic: 'Sum',
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 1,
  missing: 'notBreaching',
} as const;

export function alarmName({ prefix }: Naming, { name }: AlarmPlan): string {
  return `${prefix}-${name}`;
}

/** The alarms on what all nouns share, and on the machines that nothing else stands behind. */
export function platformAlarms({
  naming,
  deadLetterQueue,
  machines,
  rules,
  countingRules,
}: Manifest): AlarmPlan[] {
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
    ...(rules.some(({ name }) => name === RESTORE_ENDED) ? [restoreFailed(naming)] : []),
    ...(countingRules.some(({ name }) => name === MACHINE_FAILED) ? [machineFailed(naming)] : []),
    ...(way.length > 0 ? [restoreThrottled(way.map((operation) => functionName(naming, operation)))] : []),
  ];
}

/** The alarms on what only one noun has. */
export function nounAlarms({ naming, functions, queues }: Manifest, noun: string): AlarmPlan[] {
  const has = (operation: string) =>
    functions.some((plan) => plan.operation === operation && plan.noun === noun);
  const signals = queues.find(({ trigger, operation }) => trigger === SIGNALS && has(operation));
  return [
    ...(has(ANCHOR) ? [anchorStale(functionName(naming, ANCHOR))] : []),
    ...(signals ? [signalsLate(signals)] : []),
  ];
}

/**
 * Executions that ended badly, as EventBridge counts them: Step Functions has a metric for each machine and each way to
 * end, and an alarm is paid by metric. The rule of `name` has to be on the default bus.
 */
function endings(naming: Naming, name: string): Pick<AlarmPlan, 'metrics' | 'periodSeconds' | 'breaching'> {
  const dimensions = { RuleName: `${naming.prefix}-${name}` };
  return {
    metrics: [{ namespace: 'AWS/Events', metric: 'TriggeredRules', dimensions }],
    periodSeconds: 60,
    breaching: [1, 1],
  };
}

function restoreFailed(naming: Naming): AlarmPlan {
  return {
    ...counted,
    ...endings(naming, RESTORE_ENDED),
    name: 'restore-failed',
    sentence: 'A service could not be brought back to exactly one version.',
  };
}

function machineFailed(naming: Naming): AlarmPlan {
  return {
    ...counted,
    ...endings(naming, MACHINE_FAILED),
    name: 'machine-failed',
    sentence: 'A run was not undone, or nobody is told of an incident any more, or its end is not seen.',
  };
}

/**
 * A message that failed once comes back when its visibility time-out is over: that is forgiven. One that failed three
 * times SQS no longer counts; it becomes a dead letter.
 */
function signalsLate({ name: QueueName, visibilitySeconds }: Queue): AlarmPlan {
  return {
    ...counted,
    name: 'signals-late',
    sentence: 'Alarms and other signals wait to be looked at: incidents are opened late.',
    metrics: [{ namespace: 'AWS/SQS', metric: 'ApproximateAgeOfOldestMessage', dimensions: { QueueName } }],
    statistic: 'Maximum',
    threshold: Math.ceil(visibilitySeconds / LATE_STEP_SECONDS) * LATE_STEP_SECONDS,
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
export function apiAlarm(ApiId: string, name: 'api-errors' | 'token-api-errors'): AlarmPlan {
  return {
    ...counted,
    name,
    page: 'api-errors',
    sentence: 'Callers keep getting errors that are not theirs.',
    metrics: [{ namespace: 'AWS/ApiGateway', metric: '5xx', dimensions: { ApiId } }],
    periodSeconds: 300,
    breaching: [2, 3],
  };
}
