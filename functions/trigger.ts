/**
 * What calls an operation's function besides its doors and the state machines. The rules, the schedules and the
 * scheduler's permissions of an installation are derived from these, so a new listener edits nothing else.
 */
export type Trigger = EventTrigger | ScheduleTrigger | RunTimeScheduleTrigger;

/** Events on the account's default bus. */
export interface EventTrigger {
  readonly type: 'event';
  /** Name of the rule, in kebab case; unique in the catalog. */
  readonly name: string;
  /** An EventBridge pattern; the placeholders of `lib/resources.ts`, such as `{deploymentMachine}`, are filled in. */
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

const NAME = /^[a-z]+(-[a-z]+)*$/;
const INTERVAL = /^(rate|cron)\(.+\)$/;

/**
 * Refuses what EventBridge would refuse only at deployment.
 * @throws Error for a malformed name or expression, or a pattern that says not whose events it means
 */
export function checkTriggers(operation: string, triggers: readonly Trigger[]): void {
  for (const trigger of triggers) {
    if (trigger.type === 'run-time-schedule') continue;
    if (!NAME.test(trigger.name))
      throw new Error(`${operation}: the trigger's name '${trigger.name}' is not in kebab case.`);
    if (trigger.type === 'schedule' && !INTERVAL.test(trigger.expression))
      throw new Error(`${operation}: '${trigger.expression}' is neither a rate(...) nor a cron(...).`);
    if (trigger.type === 'event' && !Array.isArray(trigger.pattern['source']))
      throw new Error(`${operation}: the pattern of '${trigger.name}' names no source.`);
  }
}
