import { Duration, aws_lambda as lambda, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { makeLogGroup } from '../log-group.ts';
import { environmentFor } from '../manifest/function-environment.ts';
import type { FunctionPlan } from '../manifest/manifest.ts';
import { functionRolePlan } from '../manifest/role-plans.ts';
import { ASYNCHRONOUS } from '../manifest/triggers.ts';
import type { NounProps } from '../noun-stack.ts';
import { makeRole } from '../role.ts';

/** The function of one operation, with its own role and log; asynchronous calls that fail for good are kept. */
export function makeFunction(
  stack: Stack,
  plan: FunctionPlan,
  { manifest, environment, code }: NounProps,
): lambda.Function {
  const { naming, deadLetterQueue } = manifest;
  const log = makeLogGroup(stack, `${plan.operation}-log`, `/aws/lambda/${plan.functionName}`, naming);
  const made = new lambda.Function(stack, plan.operation, {
    functionName: plan.functionName,
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    handler: 'index.handler',
    code: code(plan),
    role: makeRole(stack, `${plan.operation}-role`, functionRolePlan(plan, manifest)),
    logGroup: log,
    tracing: lambda.Tracing.ACTIVE,
    timeout: Duration.seconds(plan.timeoutSeconds),
    memorySize: plan.memoryMegabytes,
    environment: { OPERATE_ENVIRONMENT: stack.toJsonString(environmentFor(plan, environment)) },
    // Executions of an earlier release go on calling the versions that it published; one of an update that failed
    // goes, or the next attempt could not publish the same code again.
    currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE },
  });
  new lambda.CfnEventInvokeConfig(stack, `${plan.operation}-events`, {
    functionName: made.functionName,
    qualifier: '$LATEST',
    ...ASYNCHRONOUS,
    destinationConfig: { onFailure: { destination: deadLetterQueue.arn } },
  });
  return made;
}
