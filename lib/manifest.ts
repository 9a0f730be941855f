import { fileURLToPath } from 'node:url';
import type { Environment } from '../functions/environment.ts';
import { type Definition, kebab, type Statement } from '../functions/operation.ts';
import { type Route, routes } from '../surfaces/http.ts';
import { type Machine, machinesIn } from './machines.ts';
import {
  auditBucketName,
  functionArn,
  functionName,
  machineArn,
  type Naming,
  type RoleName,
  resolveStatements,
  roleOf,
  rolePrefix,
  taskRolesOf,
} from './resources.ts';
import { type Rule, rules, SCHEDULES, type Schedule } from './rules.ts';

export interface Role extends RoleName {
  readonly statements: readonly Statement[];
}

/** The function of one operation. */
export interface FunctionPlan {
  readonly operation: string;
  readonly noun: string;
  /** Kebab-case name of the operation: its folder and its bundle. */
  readonly folder: string;
  readonly functionName: string;
  readonly arn: string;
  readonly role: Role;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
}

/** What is deployed, as plain data: the stacks make it on AWS, the sandbox in a process. */
export interface Manifest {
  readonly naming: Naming;
  readonly table: { readonly name: string; readonly index: string };
  readonly bus: string;
  readonly auditBucket: string;
  readonly scheduleGroup: string;
  /** The role by which EventBridge Scheduler calls functions. */
  readonly schedulerRole: Role;
  readonly functions: readonly FunctionPlan[];
  readonly machines: readonly Machine[];
  readonly rules: readonly Rule[];
  readonly schedules: readonly Schedule[];
  readonly routes: readonly Route[];
}

export const TABLE_INDEX = 'gsi1';
const MEMORY_MEGABYTES = 512;
const MACHINES = fileURLToPath(new URL('../statemachines', import.meta.url));

/** Functions that call themselves back at a time of their own choice. */
const RESTORE = 'start_restore';
const DRIVERS = { 'ecs-pair': 'drive_ecs_pair', 'lambda-alias': 'drive_lambda_alias' } as const;

/** @param folder where the state machines are; the project's by default */
export function makeManifest(
  catalog: readonly Definition[],
  naming: Naming,
  folder: string = MACHINES,
): Manifest {
  return {
    naming,
    table: { name: naming.prefix, index: TABLE_INDEX },
    bus: naming.prefix,
    auditBucket: auditBucketName(naming),
    scheduleGroup: naming.prefix,
    schedulerRole: schedulerRole(naming),
    functions: catalog.map((definition) => functionPlan(definition, naming)),
    machines: machinesIn(folder, naming),
    rules: rules(naming),
    schedules: SCHEDULES,
    routes: routes(catalog),
  };
}

function functionPlan(definition: Definition, naming: Naming): FunctionPlan {
  const { name, noun, permissions, timeoutSeconds } = definition;
  const folder = kebab(name);
  return {
    operation: name,
    noun,
    folder,
    functionName: functionName(naming, name),
    arn: functionArn(naming, name),
    role: { ...roleOf(naming, folder), statements: resolveStatements(permissions, naming) },
    timeoutSeconds,
    memoryMegabytes: MEMORY_MEGABYTES,
  };
}

function schedulerRole(naming: Naming): Role {
  const called = [RESTORE, ...Object.values(DRIVERS), ...SCHEDULES.map(({ operation }) => operation)];
  const resources = called.map((operation) => functionArn(naming, operation));
  const statements = [{ actions: ['lambda:InvokeFunction'], resources }];
  return { ...roleOf(naming, 'scheduler'), statements };
}

/** What an installation decides for itself. */
export type Settings = Pick<Environment, 'metricMarginSeconds' | 'roles'> &
  Partial<Pick<Environment, 'gateSources'>>;

/** The environment of every function: the manifest's names as the run time knows them. */
export function environmentOf({ naming, ...names }: Manifest, settings: Settings): Environment {
  return {
    account: naming.account,
    region: naming.region,
    table: names.table.name,
    bus: names.bus,
    auditBucket: names.auditBucket,
    deploymentMachine: machineArn(naming, 'deployment'),
    restoreMachine: machineArn(naming, 'restore'),
    startRestoreFunction: functionArn(naming, RESTORE),
    driverFunctions: {
      'ecs-pair': functionArn(naming, DRIVERS['ecs-pair']),
      'lambda-alias': functionArn(naming, DRIVERS['lambda-alias']),
    },
    gateSources: settings.gateSources ?? {},
    rolePrefix: rolePrefix(naming),
    taskRoles: taskRolesOf(naming),
    scheduleGroup: names.scheduleGroup,
    schedulerRole: names.schedulerRole.arn,
    metricMarginSeconds: settings.metricMarginSeconds,
    roles: settings.roles,
  };
}

/** Names that something refers to and nothing defines: each is a call that would fail at run time. */
export function brokenLinks({ functions, machines, rules: events, schedules }: Manifest): string[] {
  const operations = new Set(functions.map(({ operation }) => operation));
  const known = new Set(machines.map(({ name }) => name));
  const calls = [
    ...machines.flatMap(({ name, calls }) => calls.functions.map((to) => [`machine ${name}`, to] as const)),
    ...events.map(({ name, operation }) => [`rule ${name}`, operation] as const),
    ...schedules.map(({ name, operation }) => [`schedule ${name}`, operation] as const),
    ...[RESTORE, ...Object.values(DRIVERS)].map((operation) => ['the scheduler', operation] as const),
  ];
  const starts = [
    ...machines.flatMap(({ name, calls: { machines: to } }) =>
      to.map((other) => [`machine ${name}`, other] as const),
    ),
    ...['deployment', 'restore'].map((machine) => ['the environment', machine] as const),
  ];
  return [
    ...calls.filter(([, to]) => !operations.has(to)).map(([from, to]) => `${from} calls operation ${to}`),
    ...starts.filter(([, to]) => !known.has(to)).map(([from, to]) => `${from} starts machine ${to}`),
  ];
}
