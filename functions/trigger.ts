/**
 * What calls an operation's function besides its doors and the state machines. The rules, the schedules and the
 * scheduler's permissions of an installation are derived from these, so a new listener edits nothing else.
 */
export type Trigger =
  | EventTrigger
  | ScheduleTrigger
  | RunTimeScheduleTrigger
  | InstallationScheduleTrigger
  | QueueTrigger;

/** Events on the account's default bus, or on the product's own. */
export interface EventTrigger {
  readonly type: 'event';
  /** Name of the rule, in kebab case; unique in the catalog. */
  readonly name: string;
  /** The account's default bus when missing. */
  readonly bus?: 'product';
  /** An EventBridge pattern; the placeholders of `lib/manifest/resources.ts`, such as `{deploymentMachine}`, are filled in. */
  readonly pattern: Readonly<Record<string, unknown>>;
  /** The operation's input, field by field: a path into the event such as `$.detail.name`, or a fixed text. */
  readonly input: Readonly<Record<string, string>>;
}

/** Calls at intervals. */
export interface ScheduleTrigger {
  readonly type: 'schedule';
  /** In kebab case; unique in the catalog. */
  readonly name: string;
  /** As EventBridge Scheduler writes it: `rate(1 hour)` or `cron(...)`. */
  readonly expression: string;
  /** The operation's input; empty when missing. */
  readonly input?: Readonly<Record<string, unknown>>;
}

/** Schedules that handlers make at run time, each with an input of its own. */
export interface RunTimeScheduleTrigger {
  readonly type: 'run-time-schedule';
}

/**
 * Schedules that an installation asks for in a file of its own; see `lib/manifest/schedules.ts`. A step without a door is
 * then called by the scheduler itself.
 */
export interface InstallationScheduleTrigger {
  readonly type: 'installation-schedule';
}

/**
 * A queue of its own, `operate-<name>`, whose messages the function gets in batches: what comes in a storm is worked
 * off at the pace that is said here. The operation's input and output are those of `queue-batch.ts`.
 */
export interface QueueTrigger {
  readonly type: 'queue';
  /** In kebab case; unique in the catalog. */
  readonly name: string;
  /** Messages of a batch, at most. */
  readonly batchSize: number;
  /** How long a batch is waited for until it is full. */
  readonly windowSeconds: number;
  /** Batches that are worked on at once, at most. */
  readonly concurrency: number;
  /** Rules that put matching events into the queue, as they are. */
  readonly events?: readonly QueuedEvents[];
  /** A topic `operate-<name>` for alarms of the account, whose messages the queue gets as they are. */
  readonly topic?: true;
}

/** Events that a queue takes; see `EventTrigger`. */
export type QueuedEvents = Pick<EventTrigger, 'name' | 'bus' | 'pattern'>;

/** A message that was handed out so often without success is a dead letter. */
export const MOST_RECEIVES = 5;

const NAME = /^[a-z]+(-[a-z]+)*$/;
const INTERVAL = /^(rate|cron)\(.+\)$/;

/** What Lambda takes of a standard queue; more than ten messages a batch need a window. */
const LIMITS = { batchSize: [1, 10_000], windowSeconds: [0, 300], concurrency: [2, 1_000] } as const;
const MOST_WITHOUT_WINDOW = 10;

/**
 * Refuses what AWS would refuse only at deployment.
 * @throws Error for a malformed name or expression, a pattern that says not whose events it means, or a number that
 *   Lambda does not take
 */
export function checkTriggers(operation: string, triggers: readonly Trigger[]): void {
  for (const trigger of triggers) {
    const fault = faultOf(trigger);
    if (fault !== undefined) throw new Error(`${operation}: ${fault}`);
  }
}

function faultOf(trigger: Trigger): string | undefined {
  switch (trigger.type) {
    case 'run-time-schedule':
    case 'installation-schedule':
      return undefined;
    case 'schedule':
      return nameFault(trigger) ?? expressionFault(trigger);
    case 'event':
      return nameFault(trigger) ?? patternFault(trigger);
    case 'queue':
      return nameFault(trigger) ?? pollingFault(trigger) ?? eventsFault(trigger);
  }
}

function nameFault({ name }: { readonly name: string }): string | undefined {
  return NAME.test(name) ? undefined : `the trigger's name '${name}' is not in kebab case.`;
}

function expressionFault({ expression }: ScheduleTrigger): string | undefined {
  return INTERVAL.test(expression) ? undefined : `'${expression}' is neither a rate(...) nor a cron(...).`;
}

function patternFault({ name, pattern }: QueuedEvents): string | undefined {
  return Array.isArray(pattern['source']) ? undefined : `the pattern of '${name}' names no source.`;
}

function pollingFault(trigger: QueueTrigger): string | undefined {
  for (const name of ['batchSize', 'windowSeconds', 'concurrency'] as const) {
    const [least, most] = LIMITS[name];
    const value = trigger[name];
    if (!Number.isInteger(value) || value < least || value > most)
      return `the ${name} of '${trigger.name}' is ${value}, not a whole number from ${least} to ${most}.`;
  }
  if (trigger.batchSize > MOST_WITHOUT_WINDOW && trigger.windowSeconds === 0)
    return `batches of '${trigger.name}' above ${MOST_WITHOUT_WINDOW} messages need a window of a second at least.`;
  return undefined;
}

function eventsFault({ events = [] }: QueueTrigger): string | undefined {
  return events.map((one) => nameFault(one) ?? patternFault(one)).find((fault) => fault !== undefined);
}
