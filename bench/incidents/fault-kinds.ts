import { z } from 'zod';
import { WORKLOAD_FAULTS, type WorkloadFaultKind } from '../../sandbox/workloads/fault.ts';

/** What stands in a topology: services by the product's target types, and what is around them. */
export const PlaceType = z.enum(['ecs-pair', 'lambda-alias', 'database', 'provider', 'queue']);
export type PlaceType = z.infer<typeof PlaceType>;

/**
 * What may be done about an incident, by its effect and not by who does it: `restart` (new tasks in place of the
 * old), `scale-out` (more tasks), `roll-back` (the version before), `clean-disk` and `end-long-queries` (an
 * allow-listed document of SSM), `raise-concurrency` (an approved call of Lambda).
 */
export const Remedy = z.enum([
  'restart',
  'scale-out',
  'roll-back',
  'clean-disk',
  'end-long-queries',
  'raise-concurrency',
]);
export type Remedy = z.infer<typeof Remedy>;

/** How the world is where a fault of a kind has begun. */
export interface FaultRule {
  /** What it may befall. */
  readonly places: readonly PlaceType[];
  /** What its intensity counts. */
  readonly unit: string;
  /** What ends it, done where it is; nothing when it cannot be mended. */
  readonly mendedBy: readonly Remedy[];
  /** What does no harm and may be tried, without ending it for good. */
  readonly easedBy: readonly Remedy[];
  /** Alarm kinds that tell it where it is. */
  readonly shows: readonly string[];
  /** What callers feel. */
  readonly spreads: 'errors' | 'latency' | 'both' | 'no';
  /** Whether it needs a version that was deployed before. */
  readonly ofVersion?: true;
}

const PAIR = ['ecs-pair'] as const;
const FUNCTION = ['lambda-alias'] as const;

/**
 * The kinds of faults, and what follows from each: the rules by which composed scenarios are labelled. They say
 * how services of this kind behave, whatever runbooks there are.
 */
export const FAULT_KINDS = {
  'memory-leak': {
    places: PAIR,
    unit: 'percent of its memory that each task of the present ECS deployment loses a minute',
    mendedBy: ['restart'],
    easedBy: ['scale-out'],
    shows: ['memory'],
    spreads: 'errors',
  },
  'cpu-burn': {
    places: PAIR,
    unit: 'percent of its CPU that a task which now runs spends on nothing',
    mendedBy: ['restart'],
    easedBy: ['scale-out'],
    shows: ['cpu'],
    spreads: 'both',
  },
  'hung-tasks': {
    places: PAIR,
    unit: 'percent of the tasks which now run that answer nothing but 503 after five seconds',
    mendedBy: ['restart'],
    easedBy: [],
    shows: ['server-errors'],
    spreads: 'both',
  },
  'connection-leak': {
    places: PAIR,
    unit: 'percent of its pool that each task which now runs loses a minute',
    mendedBy: ['restart'],
    easedBy: [],
    shows: ['server-errors'],
    spreads: 'errors',
  },
  'noisy-neighbour': {
    places: PAIR,
    unit: 'percent of their CPU that tasks which now run do not get',
    mendedBy: ['restart'],
    easedBy: ['scale-out'],
    shows: ['latency'],
    spreads: 'both',
  },
  'crash-loop': {
    places: PAIR,
    unit: 'seconds after which every task ends',
    mendedBy: [],
    easedBy: [],
    shows: ['running-tasks'],
    spreads: 'errors',
  },
  flaky: {
    places: PAIR,
    unit: 'percent of the requests that fail',
    mendedBy: [],
    easedBy: [],
    shows: ['server-errors'],
    spreads: 'errors',
  },
  'disk-full-of-logs': {
    places: PAIR,
    unit: "percent of the host's disk that fills a minute",
    mendedBy: ['clean-disk'],
    easedBy: [],
    shows: ['disk'],
    spreads: 'errors',
  },
  'disk-full-of-data': {
    places: PAIR,
    unit: "percent of the host's disk that fills a minute",
    mendedBy: [],
    easedBy: ['clean-disk'],
    shows: ['disk'],
    spreads: 'errors',
  },
  'agent-stops': {
    places: PAIR,
    unit: "any: the host's metrics end",
    mendedBy: [],
    easedBy: [],
    shows: [],
    spreads: 'no',
  },
  'failing-version': {
    places: ['ecs-pair', 'lambda-alias'],
    unit: 'percent of the requests to the deployed version that fail',
    mendedBy: ['roll-back'],
    easedBy: [],
    shows: ['server-errors', 'function-errors'],
    spreads: 'errors',
    ofVersion: true,
  },
  'slow-version': {
    places: ['ecs-pair', 'lambda-alias'],
    unit: 'milliseconds that every request to the deployed version takes longer',
    mendedBy: ['roll-back'],
    easedBy: [],
    shows: ['latency', 'function-duration'],
    spreads: 'latency',
    ofVersion: true,
  },
  'crash-looping-version': {
    places: PAIR,
    unit: 'seconds after which every task of the deployed version ends',
    mendedBy: ['roll-back'],
    easedBy: [],
    shows: ['running-tasks'],
    spreads: 'errors',
    ofVersion: true,
  },
  'leaking-version': {
    places: PAIR,
    unit: 'percent of its memory that each task of the deployed version loses a minute',
    mendedBy: ['roll-back'],
    easedBy: ['restart', 'scale-out'],
    shows: ['memory'],
    spreads: 'errors',
    ofVersion: true,
  },
  'load-spike': {
    places: PAIR,
    unit: 'callers in percent of the usual',
    mendedBy: ['scale-out'],
    easedBy: [],
    shows: ['cpu'],
    spreads: 'both',
  },
  'too-few-tasks': {
    places: PAIR,
    unit: 'tasks that are left',
    mendedBy: ['scale-out'],
    easedBy: [],
    shows: ['running-tasks'],
    spreads: 'both',
  },
  'no-capacity': {
    places: PAIR,
    unit: 'any: tasks that are started from now on stay pending',
    mendedBy: [],
    easedBy: [],
    shows: [],
    spreads: 'no',
  },
  'stuck-consumer': {
    places: PAIR,
    unit: 'percent of their work on the queue that tasks which now run no longer do',
    mendedBy: ['restart'],
    easedBy: ['scale-out'],
    shows: ['backlog', 'message-age'],
    spreads: 'no',
  },
  'low-concurrency': {
    places: FUNCTION,
    unit: 'concurrent executions that somebody reserved for the function',
    mendedBy: ['raise-concurrency'],
    easedBy: [],
    shows: ['throttles'],
    spreads: 'errors',
  },
  'account-concurrency': {
    places: FUNCTION,
    unit: 'concurrent executions that other functions of the account leave',
    mendedBy: [],
    easedBy: [],
    shows: ['throttles'],
    spreads: 'errors',
  },
  'bad-input': {
    places: FUNCTION,
    unit: 'percent of the invocations whose input no version can read',
    mendedBy: [],
    easedBy: [],
    shows: ['function-errors'],
    spreads: 'errors',
  },
  'message-burst': {
    places: ['queue'],
    unit: 'messages that come at once',
    mendedBy: ['scale-out'],
    easedBy: [],
    shows: ['backlog'],
    spreads: 'no',
  },
  'poison-messages': {
    places: ['queue'],
    unit: 'percent of the messages that nobody can work off',
    mendedBy: [],
    easedBy: ['scale-out', 'restart'],
    shows: ['backlog'],
    spreads: 'no',
  },
  'slow-dependency': {
    places: ['provider'],
    unit: 'milliseconds that every call takes longer',
    mendedBy: [],
    easedBy: [],
    shows: [],
    spreads: 'latency',
  },
  'dependency-down': {
    places: ['provider'],
    unit: 'percent of the calls that fail',
    mendedBy: [],
    easedBy: [],
    shows: [],
    spreads: 'errors',
  },
  'long-queries': {
    places: ['database'],
    unit: 'milliseconds that every query waits for locks',
    mendedBy: ['end-long-queries'],
    easedBy: [],
    shows: ['database-latency'],
    spreads: 'latency',
  },
  'database-overloaded': {
    places: ['database'],
    unit: 'milliseconds that every query takes longer',
    mendedBy: [],
    easedBy: ['end-long-queries'],
    shows: ['database-latency'],
    spreads: 'latency',
  },
  'certificate-imported': {
    places: PAIR,
    unit: 'days until it expires',
    mendedBy: [],
    easedBy: [],
    shows: ['certificate'],
    spreads: 'no',
  },
  'certificate-unvalidated': {
    places: PAIR,
    unit: 'days until it expires',
    mendedBy: [],
    easedBy: [],
    shows: ['certificate'],
    spreads: 'no',
  },
} as const satisfies Readonly<Record<WorkloadFaultKind, FaultRule>>;

export type FaultKind = WorkloadFaultKind;
export const FaultKind = z.enum(WORKLOAD_FAULTS);

export function ruleOf(kind: FaultKind): FaultRule {
  return FAULT_KINDS[kind];
}
