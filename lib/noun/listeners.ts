import { aws_events as events, aws_lambda as lambda, aws_scheduler as scheduler } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Manifest } from '../manifest/manifest.ts';
import { ruleArn } from '../manifest/resources.ts';
import { RETRY_POLICY, type Rule, type Schedule } from '../manifest/triggers.ts';

/** A rule that calls a function with what it needs of the event; what cannot be delivered is kept. */
export function makeRule(
  scope: Construct,
  { name, bus, pattern, operation, inputTransformer }: Rule,
  { naming, deadLetterQueue }: Manifest,
  target: lambda.Function,
): void {
  new events.CfnRule(scope, name, {
    name: `${naming.prefix}-${name}`,
    ...(bus !== undefined && { eventBusName: bus }),
    eventPattern: pattern,
    targets: [
      {
        id: operation,
        arn: target.functionArn,
        inputTransformer,
        retryPolicy: RETRY_POLICY,
        deadLetterConfig: { arn: deadLetterQueue.arn },
      },
    ],
  });
  new lambda.CfnPermission(scope, `${name}-permission`, {
    action: 'lambda:InvokeFunction',
    functionName: target.functionName,
    principal: 'events.amazonaws.com',
    sourceAccount: naming.account,
    sourceArn: ruleArn(naming, name, bus),
  });
}

/** A schedule that calls a function at intervals, with the scheduler's role. */
export function makeSchedule(
  scope: Construct,
  { name, expression, timezone, input }: Schedule,
  { scheduleGroup, schedulerRole, deadLetterQueue }: Manifest,
  target: lambda.Function,
): void {
  new scheduler.CfnSchedule(scope, name, {
    name,
    groupName: scheduleGroup,
    scheduleExpression: expression,
    ...(timezone !== undefined && { scheduleExpressionTimezone: timezone }),
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: target.functionArn,
      roleArn: schedulerRole.arn,
      input,
      retryPolicy: RETRY_POLICY,
      deadLetterConfig: { arn: deadLetterQueue.arn },
    },
  });
}
