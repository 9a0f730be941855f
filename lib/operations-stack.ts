import {
  aws_apigatewayv2 as apigateway,
  aws_apigatewayv2_authorizers as authorizers,
  CfnOutput,
  Duration,
  aws_apigatewayv2_integrations as integrations,
  aws_lambda as lambda,
  aws_logs as logs,
  RemovalPolicy,
  Stack,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Environment } from '../functions/environment.ts';
import type { FunctionPlan, Manifest } from './manifest.ts';
import type { ManifestProps } from './platform-stack.ts';
import { makeRole } from './role.ts';

export interface OperationsProps extends ManifestProps {
  readonly environment: Environment;
  /** The package of an operation's function. */
  readonly code: (plan: FunctionPlan) => lambda.Code;
}

/** One function per operation, each with its own role, and the HTTP API in front of those that have a route. */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, props: OperationsProps) {
    const { manifest, environment: _names, code: _packages, ...stackProps } = props;
    super(scope, id, stackProps);
    const functions = new Map(
      manifest.functions.map((plan) => [plan.operation, makeFunction(this, plan, props)]),
    );
    makeApi(this, manifest, functions);
  }
}

function makeFunction(
  scope: Stack,
  plan: FunctionPlan,
  { code, environment }: OperationsProps,
): lambda.Function {
  const logGroup = new logs.LogGroup(scope, `${plan.operation}-log`, {
    logGroupName: `/aws/lambda/${plan.functionName}`,
    retention: logs.RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const writesItsLog = {
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [`${logGroup.logGroupArn}:*`.replace(':*:*', ':*')],
  };
  return new lambda.Function(scope, plan.operation, {
    functionName: plan.functionName,
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    handler: 'index.handler',
    code: code(plan),
    role: makeRole(scope, `${plan.operation}-role`, plan.role, 'lambda.amazonaws.com', [writesItsLog]),
    logGroup,
    timeout: Duration.seconds(plan.timeoutSeconds),
    memorySize: plan.memoryMegabytes,
    environment: { OPERATE_ENVIRONMENT: scope.toJsonString(environment) },
  });
}

/** Calls per second that the whole API takes before it answers 429 by itself. */
const THROTTLE = { rateLimit: 50, burstLimit: 100 };

function makeApi(
  scope: Construct,
  { naming, routes }: Manifest,
  functions: ReadonlyMap<string, lambda.Function>,
): void {
  const api = new apigateway.HttpApi(scope, 'Api', {
    apiName: naming.prefix,
    createDefaultStage: false,
    defaultAuthorizer: new authorizers.HttpIamAuthorizer(),
  });
  api.addStage('Stage', { stageName: '$default', autoDeploy: true, throttle: THROTTLE });
  for (const { method, path, operation } of routes) {
    const target = functions.get(operation);
    if (!target) throw new Error(`The route ${method} ${path} has no function.`);
    api.addRoutes({
      path,
      methods: [apigateway.HttpMethod[method]],
      integration: new integrations.HttpLambdaIntegration(operation, target),
    });
  }
  new CfnOutput(scope, 'Endpoint', {
    value: api.apiEndpoint,
    description: 'For --endpoint or OPERATE_ENDPOINT',
  });
}
