import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  Duration,
  aws_iam as iam,
  aws_lambda as lambda,
  aws_logs as logs,
  RemovalPolicy,
  Validations,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { buildSync } from 'esbuild';
import { acknowledgeWildcards, type Wildcard } from './acknowledged-wildcards.ts';
import { FUNCTION_MINUTES } from './provider/event-time.ts';

export interface ProviderFunctionProps {
  /** The folder of `lib/constructs/provider/` whose `entry.ts` is the function. */
  readonly provider: 'alias' | 'pair';
  readonly statements: readonly iam.PolicyStatementProps[];
  readonly roleName?: string;
  readonly wildcards?: readonly Wildcard[];
}

/** The function behind a custom resource, with a role of exactly its statements and a log group of its own. */
export function providerFunction(
  scope: Construct,
  id: string,
  { provider, statements, roleName, wildcards = [] }: ProviderFunctionProps,
): lambda.Function {
  const logGroup = new logs.LogGroup(scope, `${id}Log`, {
    retention: logs.RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new iam.Role(scope, `${id}Role`, {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    ...(roleName !== undefined && { roleName }),
    inlinePolicies: {
      declared: new iam.PolicyDocument({
        statements: [...statements, writesItsLog(logGroup)].map((one) => new iam.PolicyStatement(one)),
      }),
    },
  });
  const made = new lambda.Function(scope, id, {
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    handler: 'index.handler',
    code: providerCode(provider),
    role: role.withoutPolicyUpdates(),
    logGroup,
    timeout: Duration.minutes(FUNCTION_MINUTES),
    memorySize: 256,
  });
  acknowledgeWildcards(role, wildcards);
  acknowledgeWiring(made);
  return made;
}

function writesItsLog({ logGroupArn }: logs.LogGroup): iam.PolicyStatementProps {
  return { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroupArn] };
}

/** One file; the SDK is the one that the runtime brings, since nobody waits for this function's cold start. */
function providerCode(provider: string): lambda.Code {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(`./provider/${provider}/entry.ts`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    external: ['@aws-sdk/*'],
    legalComments: 'none',
  });
  const folder = mkdtempSync(join(tmpdir(), `operate-${provider}-`));
  writeFileSync(join(folder, 'index.js'), outputFiles[0]?.contents ?? '');
  return lambda.Code.fromAsset(folder);
}

/** What cdk-nag misses and what has no use here. */
function acknowledgeWiring(made: lambda.Function): void {
  const own = 'CloudFormation invokes it while a stack is deployed, and reads its answer: ';
  Validations.of(made).acknowledge(
    { id: 'Serverless-LambdaDLQ', reason: `${own}an event that is lost fails the stack, which says so.` },
    { id: 'Serverless-LambdaTracing', reason: `${own}there is no chain of calls to trace.` },
  );
}
