import type { Environment } from '../functions/environment.ts';
import { CHECK_SERVICES, DRIVERS, type Manifest, RESTORE } from './manifest.ts';
import { functionArn, functionName, machineArn, rolePrefix, taskRolesOf } from './resources.ts';

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
    deadLetterQueue: names.deadLetterQueue.url,
    deploymentMachine: machineArn(naming, 'deployment'),
    restoreMachine: machineArn(naming, 'restore'),
    startRestoreFunction: functionArn(naming, RESTORE),
    checkServicesFunction: functionArn(naming, CHECK_SERVICES),
    driverFunctions: {
      'ecs-pair': functionArn(naming, DRIVERS['ecs-pair']),
      'lambda-alias': functionArn(naming, DRIVERS['lambda-alias']),
    },
    gateSources: settings.gateSources ?? {},
    rolePrefix: rolePrefix(naming),
    taskRoles: taskRolesOf(naming),
    triggers: {
      rules: names.rules.map(({ name }) => `${naming.prefix}-${name}`),
      schedules: names.schedules.map(({ name }) => name),
      functions: names.listeners.map((operation) => functionName(naming, operation)),
    },
    scheduleGroup: names.scheduleGroup,
    schedulerRole: names.schedulerRole.arn,
    metricMarginSeconds: settings.metricMarginSeconds,
    roles: settings.roles,
  };
}
