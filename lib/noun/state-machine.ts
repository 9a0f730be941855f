import type { aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { aws_stepfunctions as stepfunctions } from 'aws-cdk-lib';
import { makeLogGroup } from '../log-group.ts';
import { definitionOf, type Machine } from '../manifest/machines.ts';
import { fill, type Naming } from '../manifest/resources.ts';
import { machineRolePlan } from '../manifest/role-plans.ts';
import { makeRole } from '../role.ts';

/**
 * A state machine that calls published versions of functions in its own stack. Its definition stays legible in the
 * template, for people and linters: names that only the deployment knows are substitutions.
 */
export function makeMachine(
  stack: Stack,
  machine: Machine,
  naming: Naming,
  functions: ReadonlyMap<string, lambda.Function>,
): void {
  const substitutions: Record<string, string> = {};
  const definition = definitionOf(machine, (placeholder) => {
    const name = placeholder.slice(1, -1).replace(':', '_');
    const called = functions.get(/^\{function:(.+)\}$/.exec(placeholder)?.[1] ?? '');
    substitutions[name] = called ? called.currentVersion.functionArn : fill(placeholder, naming);
    return `\${${name}}`;
  });
  const log = makeLogGroup(
    stack,
    `${machine.name}-log`,
    `/aws/vendedlogs/states/${machine.stateMachineName}`,
    naming,
  );
  new stepfunctions.CfnStateMachine(stack, machine.name, {
    stateMachineName: machine.stateMachineName,
    definitionString: definition,
    definitionSubstitutions: substitutions,
    roleArn: makeRole(stack, `${machine.name}-role`, machineRolePlan(machine, naming)).roleArn,
    tracingConfiguration: { enabled: true },
    loggingConfiguration: {
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: log.logGroupArn } }],
      level: 'ERROR',
      // Inputs name services and carry task tokens: neither belongs into a log.
      includeExecutionData: false,
    },
  });
}
