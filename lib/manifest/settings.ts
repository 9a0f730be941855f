import type { Environment } from '../../functions/environment.ts';
import { BUDGET_GATE, CHECK_SERVICES, DRIVERS, INCIDENTS_GATE, type Manifest, RESTORE } from './manifest.ts';
import {
  functionArn,
  functionName,
  functionPattern,
  machineArn,
  type Naming,
  rolePrefix,
  ruleArn,
  taskRolesOf,
} from './resources.ts';

/** What an installation decides for itself. */
export type Settings = Pick<Environment, 'metricMarginSeconds' | 'roles' | 'gatewayToken'> &
  Partial<Pick<Environment, 'gateSources' | 'autonomyCeiling' | 'tokenIssuers' | 'changesPerMinute'>>;

/** Functions that call one operation by the door, as their own role. */
export const CALLS_ALONE = { 'apply-optimization': 'deploy_application' } as const;
/** Functions that call operations by the door, as their own role. */
const OWN_CALLERS = [...Object.keys(CALLS_ALONE), 'call-operation', 'run-scheduled'];

/** The environment of every function: the manifest's names as the run time knows them. */
export function environmentOf({ naming, ...names }: Manifest, settings: Settings): Environment {
  return {
    account: naming.account,
    region: naming.region,
    table: names.table.name,
    bus: names.bus,
    auditBucket: names.auditBucket,
    alarmTopic: names.alarmTopic,
    deadLetterQueue: names.deadLetterQueue.url,
    deploymentMachine: machineArn(naming, 'deployment'),
    restoreMachine: machineArn(naming, 'restore'),
    escalationMachine: machineArn(naming, 'escalation'),
    recoveryMachine: machineArn(naming, 'recovery'),
    startRestoreFunction: functionArn(naming, RESTORE),
    checkServicesFunction: functionArn(naming, CHECK_SERVICES),
    functionPattern: functionPattern(naming),
    machinePattern: machineArn(naming, '{machine}'),
    autonomyCeiling: settings.autonomyCeiling ?? 'act',
    driverFunctions: {
      'ecs-pair': functionArn(naming, DRIVERS['ecs-pair']),
      'lambda-alias': functionArn(naming, DRIVERS['lambda-alias']),
    },
    gateSources: { ...ownGates(naming, names.functions), ...settings.gateSources },
    rolePrefix: rolePrefix(naming),
    taskRoles: taskRolesOf(naming),
    triggers: {
      rules: [...names.rules, ...names.queues.flatMap(({ rules }) => rules)].map(({ name, bus }) =>
        pathOf(naming, name, bus),
      ),
      countingRules: names.countingRules.map(({ name }) => pathOf(naming, name)),
      schedules: names.schedules.map(({ name }) => name),
      functions: names.listeners.map((operation) => functionName(naming, operation)),
    },
    queues: Object.fromEntries(names.queues.map(({ trigger, url }) => [trigger, url])),
    scheduleGroup: names.scheduleGroup,
    schedulerRole: names.schedulerRole.arn,
    faultRole: names.faultRole.arn,
    metricMarginSeconds: settings.metricMarginSeconds,
    gatewayToken: settings.gatewayToken,
    ...(settings.changesPerMinute !== undefined && { changesPerMinute: settings.changesPerMinute }),
    ...(settings.tokenIssuers && { tokenIssuers: settings.tokenIssuers }),
    roles: [...OWN_CALLERS.map((name) => ownCaller(naming, name)), ...settings.roles],
  };
}

/** A release that has no budgets has no gate for them. */
function ownGates(naming: Naming, functions: Manifest['functions']): Environment['gateSources'] {
  const hasBudgets = functions.some(({ operation }) => operation === BUDGET_GATE);
  return {
    incidents: functionArn(naming, INCIDENTS_GATE),
    ...(hasBudgets && { budget: functionArn(naming, BUDGET_GATE) }),
  };
}

/** A rule as its ARN names it. */
function pathOf(naming: Naming, name: string, bus?: string): string {
  return ruleArn(naming, name, bus).split(':rule/').at(-1) ?? name;
}

/** Runbooks, schedules and optimizations call operations as the role of their function, and may do there what those who deploy may. */
function ownCaller(naming: Naming, name: string): Environment['roles'][number] {
  const role = `${rolePrefix(naming)}${name}`;
  return { principal: `arn:aws:sts::${naming.account}:assumed-role/${role}/*`, roles: ['deployer'] };
}
