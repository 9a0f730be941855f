import {
  aws_events as events,
  aws_lambda as lambda,
  aws_logs as logs,
  RemovalPolicy,
  Stack,
  aws_scheduler as scheduler,
  aws_stepfunctions as stepfunctions,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Machine } from './machines.ts';
import type { Manifest } from './manifest.ts';
import type { ManifestProps } from './platform-stack.ts';
import { functionArn, functionName, ruleArn } from './resources.ts';
import { makeRole } from './role.ts';
import type { Rule, Schedule } from './rules.ts';

/** What waits and watches: the state machines, the rules that catch their end, the schedules. */
export class DeploymentsStack extends Stack {
  constructor(scope: Construct, id: string, { manifest, ...props }: ManifestProps) {
    super(scope, id, props);
    for (const machine of manifest.machines) makeMachine(this, machine);
    for (const rule of manifest.rules) makeRule(this, rule, manifest);
    const role = makeRole(this, 'SchedulerRole', manifest.schedulerRole, 'scheduler.amazonaws.com');
    for (const schedule of manifest.schedules) {
      const made = makeSchedule(this, schedule, manifest);
      made.node.addDependency(role);
    }
  }
}

function makeMachine(scope: Construct, machine: Machine): void {
  const destination = new logs.LogGroup(scope, `${machine.name}-log`, {
    logGroupName: `/aws/vendedlogs/states/${machine.stateMachineName}`,
    retention: logs.RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  new stepfunctions.StateMachine(scope, machine.name, {
    stateMachineName: machine.stateMachineName,
    definitionBody: stepfunctions.DefinitionBody.fromString(machine.definition),
    role: makeRole(scope, `${machine.name}-role`, machine.role, 'states.amazonaws.com'),
    // Inputs name services and carry task tokens: neither belongs into a log.
    logs: { destination, level: stepfunctions.LogLevel.ERROR, includeExecutionData: false },
  });
}

function makeRule(scope: Construct, rule: Rule, { naming }: Manifest): void {
  const arn = functionArn(naming, rule.operation);
  new events.CfnRule(scope, rule.name, {
    name: `${naming.prefix}-${rule.name}`,
    eventPattern: rule.pattern,
    targets: [{ id: rule.operation, arn, inputTransformer: rule.inputTransformer }],
  });
  new lambda.CfnPermission(scope, `${rule.name}-permission`, {
    action: 'lambda:InvokeFunction',
    functionName: functionName(naming, rule.operation),
    principal: 'events.amazonaws.com',
    sourceArn: ruleArn(naming, rule.name),
  });
}

function makeSchedule(
  scope: Construct,
  { name, expression, operation }: Schedule,
  { naming, scheduleGroup, schedulerRole }: Manifest,
): scheduler.CfnSchedule {
  return new scheduler.CfnSchedule(scope, name, {
    name,
    groupName: scheduleGroup,
    scheduleExpression: expression,
    flexibleTimeWindow: { mode: 'OFF' },
    target: { arn: functionArn(naming, operation), roleArn: schedulerRole.arn, input: '{}' },
  });
}
