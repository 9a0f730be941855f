import type { Statement } from '../../functions/operation.ts';
import { kebab } from '../../functions/operation.ts';

/**
 * What every name of a deployment is made of. Names are fixed rather than generated, so that the stacks, the
 * run time and the sandbox derive the same ARNs without exports between stacks.
 */
export interface Naming {
  readonly account: string;
  readonly region: string;
  /** First part of every name; `operate`. */
  readonly prefix: string;
  /** ARN patterns of the roles that users' tasks run with; see `taskRolesOf`. */
  readonly taskRoles?: readonly string[];
}

/** The prefix of every installation: there is one in an account and region. */
export const PREFIX = 'operate';

export function functionName({ prefix }: Naming, operation: string): string {
  return `${prefix}-${kebab(operation)}`;
}

export function functionArn(naming: Naming, operation: string): string {
  return `arn:aws:lambda:${naming.region}:${naming.account}:function:${functionName(naming, operation)}`;
}

/** The ARN of every function, with `{operation}` for the operation's name in kebab case. */
export function functionPattern(naming: Naming): string {
  return functionArn(naming, '{operation}');
}

/** A state machine by the name of its file, such as `deployment`. */
export function machineArn({ account, region, prefix }: Naming, machine: string): string {
  return `arn:aws:states:${region}:${account}:stateMachine:${prefix}-${machine}`;
}

/** Name of the machine of a runbook. */
export function runbookMachine(runbook: string): string {
  return `runbook-${runbook}`;
}

/** What the names of our own roles begin with, and nobody else's. */
export function rolePrefix({ prefix }: Naming): string {
  return `${prefix}-run-`;
}

export interface RoleName {
  readonly name: string;
  readonly arn: string;
}

/** The role of a function (by its folder), of a machine (`machine-<name>`) or of the scheduler. */
export function roleOf(naming: Naming, holder: string): RoleName {
  const name = `${rolePrefix(naming)}${holder}`;
  return { name, arn: `arn:aws:iam::${naming.account}:role/${name}` };
}

export function auditBucketName({ account, region, prefix }: Naming): string {
  return `${prefix}-audit-${account}-${region}`;
}

/** Name of the product's own bus. */
export function productBus({ prefix }: Naming): string {
  return prefix;
}

/** @param bus name of the rule's bus; the account's default bus when missing */
export function ruleArn({ account, region, prefix }: Naming, rule: string, bus?: string): string {
  const path = bus === undefined ? '' : `${bus}/`;
  return `arn:aws:events:${region}:${account}:rule/${path}${prefix}-${rule}`;
}

/** A name that one stack writes and others read, in Parameter Store. */
export function parameterName({ prefix }: Naming, name: string): string {
  return `/${prefix}/${name}`;
}

/** Name of the parameter that holds what the gateway adds to requests. */
export const GATEWAY_TOKEN = 'gateway-token';

/** What the gateway adds to requests, as a template says it: CloudFormation puts the parameter's value there. */
export function gatewayToken(naming: Naming): string {
  return `{{resolve:ssm:${parameterName(naming, GATEWAY_TOKEN)}}}`;
}

/** The customer key's other name; it has the key as long as the platform's stack is there. */
export function keyAlias({ prefix }: Naming): string {
  return `alias/${prefix}`;
}

/** The topic that the product's own alarms notify. */
export function alarmTopicArn(naming: Naming): string {
  return topicArn(naming, 'alarms');
}

/** A topic whose messages a queue gets, by the name of the queue's trigger. */
export function topicArn({ account, region, prefix }: Naming, trigger: string): string {
  return `arn:aws:sns:${region}:${account}:${prefix}-${trigger}`;
}

/** A queue as its clients need it. */
export interface QueueName {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
}

/** The one queue that takes what could not be delivered: events, schedules' calls, asynchronous invocations. */
export function deadLetterQueue(naming: Naming): QueueName {
  return queueName(naming, 'dead-letters');
}

/** The queue of a trigger, by the trigger's name. */
export function queueName({ account, region, prefix }: Naming, trigger: string): QueueName {
  const name = `${prefix}-${trigger}`;
  return {
    name,
    arn: `arn:aws:sqs:${region}:${account}:${name}`,
    url: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
  };
}

/** What a placeholder of a statement or a state machine stands for; some take an argument. */
const PLACEHOLDERS: Readonly<Record<string, (naming: Naming, argument: string) => string>> = {
  account: ({ account }) => account,
  region: ({ region }) => region,
  rolePrefix,
  table: ({ account, region, prefix }) => `arn:aws:dynamodb:${region}:${account}:table/${prefix}`,
  bus: ({ account, region, prefix }) => `arn:aws:events:${region}:${account}:event-bus/${prefix}`,
  auditBucket: (naming) => `arn:aws:s3:::${auditBucketName(naming)}`,
  deadLetterQueue: (naming) => deadLetterQueue(naming).arn,
  alarmTopic: alarmTopicArn,
  queue: (naming, trigger) => queueName(naming, trigger).arn,
  rules: (naming) => ruleArn(naming, '*'),
  productRules: (naming) => ruleArn(naming, '*', productBus(naming)),
  deploymentMachine: (naming) => machineArn(naming, 'deployment'),
  restoreMachine: (naming) => machineArn(naming, 'restore'),
  deploymentExecutions: (naming) => executionsOf(naming, 'deployment'),
  restoreExecutions: (naming) => executionsOf(naming, 'restore'),
  /** What the ARNs of the machines of all runbooks begin with. */
  runbookMachines: (naming) => machineArn(naming, runbookMachine('')),
  runbookExecutions: (naming) => executionsOf(naming, runbookMachine('*')),
  experimentExecutions: (naming) => executionsOf(naming, 'experiment'),
  undoExecutions: (naming) => executionsOf(naming, 'undo'),
  /** The group's ARN pattern for schedules in it, which is what Scheduler checks. */
  scheduleGroup: ({ account, region, prefix }) =>
    `arn:aws:scheduler:${region}:${account}:schedule/${prefix}/*`,
  schedulerRole: (naming) => roleOf(naming, 'scheduler').arn,
  faultRole: (naming) => roleOf(naming, 'faults').arn,
  function: functionArn,
  machine: machineArn,
};

function executionsOf(naming: Naming, machine: string): string {
  return `${machineArn(naming, machine).replace(':stateMachine:', ':execution:')}:*`;
}

/**
 * A text with its `{name}` and `{name:argument}` placeholders filled in.
 * @throws Error for a placeholder that nothing is known of
 */
export function fill(text: string, naming: Naming): string {
  return text.replace(/\{([A-Za-z]+)(?::([A-Za-z0-9_-]+))?\}/g, (whole, name: string, argument = '') => {
    const meaning = PLACEHOLDERS[name];
    if (!meaning)
      throw new Error(`The placeholder ${whole} is unknown; add it in lib/manifest/resources.ts.`);
    return meaning(naming, argument);
  });
}

/** The roles that a driver may pass: those that were named, else those that follow the naming convention. */
export function taskRolesOf({ account, taskRoles }: Naming): readonly string[] {
  return taskRoles ?? ['task', 'execution'].map((kind) => `arn:aws:iam::${account}:role/*-${kind}`);
}

/**
 * Statements with their resources and condition values as they hold in one account and region. The resources
 * `{taskRoles}`, `{listeners}` and `{queues}` stand for lists; a statement about nothing is left out.
 */
export function resolveStatements(
  statements: readonly Statement[],
  naming: Naming,
  { listeners = [], queues = [] }: TriggerNames = {},
): Statement[] {
  const lists: Readonly<Record<string, () => readonly string[]>> = {
    '{taskRoles}': () => taskRolesOf(naming),
    '{listeners}': () => listeners.map((operation) => functionArn(naming, operation)),
    '{queues}': () => queues.map((trigger) => queueName(naming, trigger).arn),
  };
  const resolved = statements.map(({ actions, resources, conditions }) => ({
    actions,
    resources: resources.flatMap((resource) => lists[resource]?.() ?? fill(resource, naming)),
    ...(conditions && { conditions: mapText(conditions, (text) => fill(text, naming)) }),
  }));
  return resolved.filter(({ resources }) => resources.length > 0);
}

/** What calls operations by itself, as permissions may name it. */
export interface TriggerNames {
  /** Operations that a rule or a schedule calls. */
  readonly listeners?: readonly string[];
  /** Names of the triggers that are queues. */
  readonly queues?: readonly string[];
}

/** The value with every string in it changed. */
export function mapText<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapText(item, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapText(item, change)])) as T;
}
