import { fileURLToPath } from 'node:url';
import type { Runbook } from '../../core/runbook/runbook.ts';
import { type Definition, kebab, type Risk, type Statement } from '../../functions/operation.ts';
import { type Route, routes } from '../../surfaces/http.ts';
import { type CountingRule, countingRulesOf } from './counting-rules.ts';
import { faultRole } from './fault-role.ts';
import { type Machine, machinesIn, runbookMachines } from './machines.ts';
import { type McpRoute, mcpPlan, mcpRoutes } from './mcp.ts';
import { type Queue, queuesOf } from './queues.ts';
import {
  alarmTopicArn,
  auditBucketName,
  deadLetterQueue,
  functionArn,
  functionName,
  type Naming,
  type QueueName,
  type RoleName,
  resolveStatements,
  roleOf,
  type TriggerNames,
} from './resources.ts';
import { ownRunbooks } from './runbooks.ts';
import {
  listeningOperations,
  type Rule,
  rulesOf,
  type Schedule,
  scheduledOperations,
  schedulesOf,
  unique,
} from './triggers.ts';

export interface Role extends RoleName {
  readonly statements: readonly Statement[];
}

/** The function of one operation. */
export interface FunctionPlan {
  readonly operation: string;
  readonly noun: string;
  readonly risk: Risk;
  /** Kebab-case name of the operation: its folder and its bundle. */
  readonly folder: string;
  readonly functionName: string;
  readonly arn: string;
  readonly role: Role;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** The gateway lets everybody through to it. */
  readonly verifiesCaller?: true;
  /** It is given the runbooks. */
  readonly readsRunbooks?: true;
  /** Callers reach it. */
  readonly hasDoor?: true;
  /** It is told of every rule and schedule. */
  readonly readsTriggers?: true;
  /** It is told whose tokens are believed. */
  readonly readsTokens?: true;
  /** It is given the experiments. */
  readonly readsExperiments?: true;
}

/** What is deployed, as plain data: the stacks make it on AWS, the sandbox in a process. */
export interface Manifest {
  readonly naming: Naming;
  readonly table: { readonly name: string; readonly index: string };
  readonly bus: string;
  readonly auditBucket: string;
  /** Takes what could not be delivered to a function. */
  readonly deadLetterQueue: QueueName;
  /** ARN of the topic that the product's own alarms notify. */
  readonly alarmTopic: string;
  readonly scheduleGroup: string;
  /** The role by which EventBridge Scheduler calls functions. */
  readonly schedulerRole: Role;
  /** The role with which AWS FIS carries out faults. */
  readonly faultRole: Role;
  readonly functions: readonly FunctionPlan[];
  readonly machines: readonly Machine[];
  readonly runbooks: readonly Runbook[];
  readonly rules: readonly Rule[];
  readonly countingRules: readonly CountingRule[];
  readonly schedules: readonly Schedule[];
  readonly queues: readonly Queue[];
  /** Operations that a rule or a schedule calls. */
  readonly listeners: readonly string[];
  readonly routes: readonly Route[];
  /** Routes of the door for agents, besides those of the operations. */
  readonly mcpRoutes: readonly McpRoute[];
  /** Operation whose function says who bears a token or key, where the catalog has one. */
  readonly authoriser?: string;
}

export const TABLE_INDEX = 'gsi1';
const MEMORY_MEGABYTES = 512;
const MACHINES = fileURLToPath(new URL('../../statemachines', import.meta.url));

/** Operations that the run time calls by name. */
export const RESTORE = 'start_restore';
export const CHECK_SERVICES = 'check_services';
export const INCIDENTS_GATE = 'gate_incidents';
export const BUDGET_GATE = 'gate_budget';
/** What schedules of runs call. */
const RUNBOOK_CALLS = ['fail_run', 'answer_incident'];
/** What schedules of experiments call. */
const EXPERIMENT_CALLS = ['recover_chaos_test'];
/** What schedules of optimizations call. */
const OPTIMIZATION_CALLS = ['apply_optimization'];
export const DRIVERS = { 'ecs-pair': 'drive_ecs_pair', 'lambda-alias': 'drive_lambda_alias' } as const;

/** What an installation adds to the catalog, or has in place of ours. */
export interface ManifestParts {
  /** Folder of the state machines; the project's by default. */
  readonly machines?: string | undefined;
  /** The project's own by default, and none with machines that are not the project's. */
  readonly runbooks?: readonly Runbook[] | undefined;
  /** Schedules of the installation, besides those that the catalog asks for. */
  readonly schedules?: readonly Schedule[] | undefined;
  /** Whether callers with tokens and keys are let in; they are by default, where the catalog knows them. */
  readonly tokens?: boolean | undefined;
}

/**
 * @throws Error for a placeholder or an integration that nothing is known of, and for two triggers or authorisers
 *   where only one can be
 */
export function makeManifest(
  catalog: readonly Definition[],
  naming: Naming,
  {
    machines: folder = MACHINES,
    runbooks = folder === MACHINES ? ownRunbooks(catalog) : [],
    schedules = [],
    tokens = true,
  }: ManifestParts = {},
): Manifest {
  const authoriser = tokens ? authoriserOf(catalog) : undefined;
  const listeners = listeningOperations(catalog);
  const rules = rulesOf(catalog, naming);
  const queues = queuesOf(catalog, naming, rules);
  const names = { listeners, queues: queues.map(({ trigger }) => trigger) };
  const mcp = mcpPlan(catalog, naming);
  const machines = [...machinesIn(folder, naming), ...runbookMachines(runbooks, naming)];
  return {
    naming,
    table: { name: naming.prefix, index: TABLE_INDEX },
    bus: naming.prefix,
    auditBucket: auditBucketName(naming),
    deadLetterQueue: deadLetterQueue(naming),
    alarmTopic: alarmTopicArn(naming),
    scheduleGroup: naming.prefix,
    schedulerRole: schedulerRole(catalog, naming),
    faultRole: faultRole(naming),
    functions: [...catalog.map((definition) => functionPlan(definition, naming, names)), ...mcp],
    machines,
    runbooks,
    rules,
    countingRules: countingRulesOf(machines),
    schedules: unique([...schedulesOf(catalog), ...schedules]),
    queues,
    listeners,
    routes: routes(catalog),
    mcpRoutes: mcp.length > 0 ? mcpRoutes(authoriser !== undefined) : [],
    ...(authoriser && { authoriser: authoriser.name }),
  };
}

/** @throws Error for two of them */
function authoriserOf(catalog: readonly Definition[]): Definition | undefined {
  const [authoriser, second] = catalog.filter((definition) => definition.authoriser);
  if (authoriser && second) throw new Error(`${authoriser.name} and ${second.name} are both the authoriser.`);
  return authoriser;
}

function functionPlan(definition: Definition, naming: Naming, names: TriggerNames): FunctionPlan {
  const { name, noun, risk, permissions, timeoutSeconds, verifiesCaller } = definition;
  const { readsRunbooks, readsExperiments, readsTriggers, authoriser, surfaces } = definition;
  const folder = kebab(name);
  return {
    operation: name,
    noun,
    risk,
    folder,
    functionName: functionName(naming, name),
    arn: functionArn(naming, name),
    role: { ...roleOf(naming, folder), statements: resolveStatements(permissions, naming, names) },
    timeoutSeconds,
    memoryMegabytes: MEMORY_MEGABYTES,
    ...(verifiesCaller && { verifiesCaller }),
    ...(readsRunbooks && { readsRunbooks }),
    ...(surfaces.length > 0 && { hasDoor: true }),
    ...(readsTriggers && { readsTriggers }),
    ...(authoriser && { readsTokens: true }),
    ...(readsExperiments && { readsExperiments }),
  };
}

function schedulerRole(catalog: readonly Definition[], naming: Naming): Role {
  const resources = scheduledOperations(catalog).map((operation) => functionArn(naming, operation));
  const statements = resources.length > 0 ? [{ actions: ['lambda:InvokeFunction'], resources }] : [];
  return { ...roleOf(naming, 'scheduler'), statements };
}

/** Names that something refers to and nothing defines: each is a call that would fail at run time. */
export function brokenLinks({ functions, machines, runbooks }: Manifest): string[] {
  const operations = new Set(functions.map(({ operation }) => operation));
  const known = new Set(machines.map(({ name }) => name));
  const calls = [
    ...machines.flatMap(({ name, calls }) => calls.functions.map((to) => [`machine ${name}`, to] as const)),
    ...[
      RESTORE,
      CHECK_SERVICES,
      INCIDENTS_GATE,
      ...(runbooks.length > 0 ? RUNBOOK_CALLS : []),
      ...(known.has('experiment') ? EXPERIMENT_CALLS : []),
      ...(known.has('optimization') ? OPTIMIZATION_CALLS : []),
      ...Object.values(DRIVERS),
    ].map((operation) => ['the environment', operation] as const),
  ];
  const starts = [
    ...machines.flatMap(({ name, calls: { machines: to } }) =>
      to.map((other) => [`machine ${name}`, other] as const),
    ),
    ...['deployment', 'restore', 'escalation', 'recovery'].map(
      (machine) => ['the environment', machine] as const,
    ),
  ];
  return [
    ...calls.filter(([, to]) => !operations.has(to)).map(([from, to]) => `${from} calls operation ${to}`),
    ...starts.filter(([, to]) => !known.has(to)).map(([from, to]) => `${from} starts machine ${to}`),
  ];
}
