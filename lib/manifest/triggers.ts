import type { Definition } from '../../functions/operation.ts';
import type { EventTrigger, ScheduleTrigger, Trigger } from '../../functions/trigger.ts';
import { fill, mapText, type Naming, productBus } from './resources.ts';

/** An hour of attempts; what is still undelivered then goes to the dead-letter queue, for people to see. */
export const RETRY_POLICY = { maximumRetryAttempts: 60, maximumEventAgeInSeconds: 3600 } as const;

/** Of an asynchronous call that a function has taken and fails at; then it goes to the same queue. */
export const ASYNCHRONOUS = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 3600 } as const;

/** A rule that calls one function. */
export interface Rule {
  readonly name: string;
  /** Name of the bus; the account's default bus when missing. */
  readonly bus?: string;
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
  /** IANA name of the zone that a cron expression is meant in; UTC when missing. */
  readonly timezone?: string;
  readonly operation: string;
  /** JSON text. */
  readonly input: string;
}

/**
 * The rules that the catalog's event triggers ask for.
 * @throws Error for a name that two triggers have
 */
export function rulesOf(catalog: readonly Definition[], naming: Naming): Rule[] {
  const events = triggersOf(catalog, (trigger): trigger is EventTrigger => trigger.type === 'event');
  return unique(events).map(({ name, bus, pattern, input, operation }) => ({
    name,
    ...(bus && { bus: productBus(naming) }),
    pattern: mapText(pattern, (text) => fill(text, naming)),
    operation,
    inputTransformer: transformer(input),
  }));
}

/**
 * The schedules that the catalog's triggers ask for.
 * @throws Error for a name that two triggers have
 */
export function schedulesOf(catalog: readonly Definition[]): Schedule[] {
  const schedules = triggersOf(catalog, (trigger): trigger is ScheduleTrigger => trigger.type === 'schedule');
  return unique(schedules).map(({ name, expression, input = {}, operation }) => ({
    name,
    expression,
    operation,
    input: JSON.stringify(input),
  }));
}

const SCHEDULED = ['schedule', 'run-time-schedule', 'installation-schedule'] as const;

/** Operations that something calls by itself, one call at a time: an event or a schedule. */
export function listeningOperations(catalog: readonly Definition[]): string[] {
  return calledBy(catalog, ['event', ...SCHEDULED]);
}

/** Operations that the scheduler's role calls: at intervals of its own, or when a handler or the installation asked. */
export function scheduledOperations(catalog: readonly Definition[]): string[] {
  return calledBy(catalog, SCHEDULED);
}

function calledBy(catalog: readonly Definition[], kinds: readonly Trigger['type'][]): string[] {
  return catalog
    .filter(({ triggers = [] }) => triggers.some(({ type }) => kinds.includes(type)))
    .map(({ name }) => name);
}

/** The triggers of one kind, each with the operation that it calls. */
export function triggersOf<Kind extends Trigger>(
  catalog: readonly Definition[],
  isKind: (trigger: Trigger) => trigger is Kind,
): (Kind & { readonly operation: string })[] {
  return catalog.flatMap(({ name: operation, triggers = [] }) =>
    triggers.filter(isKind).map((trigger) => ({ ...trigger, operation })),
  );
}

/** @throws Error for a name that two have */
export function unique<Named extends { readonly name: string }>(
  triggers: readonly Named[],
): readonly Named[] {
  const twice = triggers.find(({ name }, index) => triggers.findIndex((one) => one.name === name) !== index);
  if (twice) throw new Error(`Two triggers have the name '${twice.name}'.`);
  return triggers;
}

/** A target's input: fields read from the event by path, then fixed ones. */
function transformer(input: EventTrigger['input']): Rule['inputTransformer'] {
  const fields = Object.entries(input);
  const read = fields.filter(([, value]) => value.startsWith('$.'));
  const fixed = fields.filter(([, value]) => !value.startsWith('$.'));
  const template = [
    ...read.map(([name]) => `"${name}": <${name}>`),
    ...fixed.map(([name, value]) => `"${name}": ${JSON.stringify(value)}`),
  ];
  return { inputPathsMap: Object.fromEntries(read), inputTemplate: `{${template.join(', ')}}` };
}
