import type { TokenIssuer } from '../core/callers/token-grant.ts';
import { AUTONOMY, type Autonomy } from '../core/runbook/autonomy.ts';
import type { Role } from './operation.ts';

/**
 * The names that cross from synth to run time: the stacks set them as one JSON value, the sandbox passes the
 * same object. Handlers never read `process.env`.
 */
export interface Environment {
  readonly account: string;
  readonly region: string;
  readonly table: string;
  readonly bus: string;
  readonly auditBucket: string;
  /** URL of the queue that takes what could not be delivered. */
  readonly deadLetterQueue: string;
  readonly deploymentMachine: string;
  readonly restoreMachine: string;
  readonly escalationMachine: string;
  readonly recoveryMachine: string;
  /** Function that a deadman schedule calls; see `start_restore`. */
  readonly startRestoreFunction: string;
  /** Function that reads users' resources for `doctor`. */
  readonly checkServicesFunction: string;
  /** ARN of an operation's function, with `{operation}` for its name in kebab case. */
  readonly functionPattern: string;
  /** ARN of a state machine of ours, with `{machine}` for its name. */
  readonly machinePattern: string;
  /** What runbooks may do by themselves at most, whatever they have earned. */
  readonly autonomyCeiling: Autonomy;
  /** Function of each driver, by target type. */
  readonly driverFunctions: Readonly<Record<'ecs-pair' | 'lambda-alias', string>>;
  /** Functions that answer for sources other than our own; a source without one is NOT_INSTALLED. */
  readonly gateSources: Readonly<Partial<Record<'incidents' | 'budget', string>>>;
  /** What our own roles' names begin with; a change by any other role is an outside change. */
  readonly rolePrefix: string;
  /** ARN patterns of the roles that a driver may pass to users' tasks, as its policy has them. */
  readonly taskRoles: readonly string[];
  /** What calls functions besides doors and machines, by name: rules (see `ruleAddress`), schedules, those functions. */
  readonly triggers: {
    readonly rules: readonly string[];
    /** Rules that call nobody: an alarm counts what they match. */
    readonly countingRules: readonly string[];
    readonly schedules: readonly string[];
    readonly functions: readonly string[];
  };
  /** URLs of the queues that functions work off, by the names of their triggers. */
  readonly queues: Readonly<Record<string, string>>;
  readonly scheduleGroup: string;
  readonly schedulerRole: string;
  /** The role with which AWS FIS carries out faults. */
  readonly faultRole: string;
  /** Seconds by which CloudWatch metrics may be late before the judge reads them. */
  readonly metricMarginSeconds: number;
  /** Changes that each caller may ask for in a minute; see `countChange`. */
  readonly changesPerMinute?: number;
  /** What the gateway adds to every request, in `GATEWAY_HEADER`, and nobody else knows; see `spokenByGateway`. */
  readonly gatewayToken: string;
  /** ARN of the topic that the product's own alarms notify. */
  readonly alarmTopic: string;
  /** Issuers of the tokens by which MCP clients are known, as URLs; none where callers sign with IAM only. */
  readonly tokenIssuers?: readonly TokenIssuer<Role>[];
  /** The first whose principal matches counts. */
  readonly roles: readonly Grant[];
}

/** What callers are granted. */
export interface Grant {
  /** ARN pattern; `*` matches any run of characters. */
  readonly principal: string;
  readonly roles: readonly Role[];
  /** The only environments, and the only services, that the roles are for; every one when missing. */
  readonly environments?: readonly string[];
  readonly services?: readonly string[];
}

const STRINGS = [
  'alarmTopic',
  'account',
  'region',
  'table',
  'bus',
  'auditBucket',
  'deadLetterQueue',
  'deploymentMachine',
  'restoreMachine',
  'escalationMachine',
  'recoveryMachine',
  'startRestoreFunction',
  'checkServicesFunction',
  'functionPattern',
  'gatewayToken',
  'machinePattern',
  'rolePrefix',
  'scheduleGroup',
  'schedulerRole',
  'faultRole',
] as const satisfies readonly (keyof Environment)[];

/**
 * Checks the JSON value that the stack set.
 * @throws Error that lists every name that is missing or of the wrong type.
 */
export function parseEnvironment(json: string | undefined): Environment {
  const value = JSON.parse(json ?? '{}') as Record<string, unknown>;
  const wrong: string[] = STRINGS.filter((name) => typeof value[name] !== 'string' || value[name] === '');
  for (const name of ['driverFunctions', 'gateSources', 'queues'])
    if (typeof value[name] !== 'object' || value[name] === null) wrong.push(name);
  if (!AUTONOMY.some((level) => level === value['autonomyCeiling'])) wrong.push('autonomyCeiling');
  if (typeof value['metricMarginSeconds'] !== 'number') wrong.push('metricMarginSeconds');
  if (!Array.isArray(value['roles'])) wrong.push('roles');
  if (!isTexts(value['taskRoles'])) wrong.push('taskRoles');
  const triggers = value['triggers'] as Partial<Record<string, unknown>> | null | undefined;
  if (!['rules', 'countingRules', 'schedules', 'functions'].every((kind) => isTexts(triggers?.[kind])))
    wrong.push('triggers');
  if (wrong.length > 0) throw new Error(`OPERATE_ENVIRONMENT lacks or misstates: ${wrong.join(', ')}.`);
  return value as unknown as Environment;
}

/** ARN of an operation's function. */
export function functionArnOf({ functionPattern }: Environment, operation: string): string {
  return functionPattern.replace('{operation}', operation.replaceAll('_', '-'));
}

/** ARN of a state machine of ours, such as `undo`. */
export function machineArnOf({ machinePattern }: Environment, machine: string): string {
  return machinePattern.replace('{machine}', machine);
}

/** ARNs of the queues that functions work off. */
export function queueArns(environment: Environment): string[] {
  return Object.values(environment.queues).map((url) => queueArnOf(environment, url));
}

/** ARN of one of our queues, by its URL. */
export function queueArnOf({ account, region }: Environment, url: string): string {
  return `arn:aws:sqs:${region}:${account}:${url.split('/').at(-1)}`;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
