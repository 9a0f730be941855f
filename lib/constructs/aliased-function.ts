import { ArnFormat, CustomResource, aws_lambda as lambda, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SERVICE_TAG } from '../../core/services/pair.ts';
import { providerFunction } from './provider-function.ts';
import { printCommands } from './register-command.ts';

/** The metric in which the function counts its own answers of 500 and above, per version; Lambda has none. */
export interface ServerErrorMetric {
  readonly type: 'custom';
  readonly namespace: string;
  readonly metric: string;
  /** The value `{version}` stands for the version's number. */
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface AliasedFunctionProps {
  /** Name in Operate, and the value of the tags. */
  readonly service: string;
  /** Environment in Operate, such as production. */
  readonly environment: string;
  /** A function of this app, published anew with every change; of one by name a version is published once. */
  readonly function: lambda.IFunction;
  /** `live` when missing; callers use it. */
  readonly alias?: string;
  /** What counts as a bad request: a metric that the function emits, or Lambda's errors where it answers no HTTP. */
  readonly errorMetric: ServerErrorMetric | { readonly type: 'lambda-errors' };
  /** The event that a healthy version answers without an error. */
  readonly probe?: Readonly<Record<string, unknown>>;
}

/**
 * A Lambda function behind an alias between whose versions Operate moves traffic. CloudFormation publishes versions;
 * the alias is made by a provider that never writes its version or weights again.
 */
export class AliasedFunction extends Construct {
  /** The alias, for triggers and permissions. */
  readonly alias: lambda.IAlias;
  /** The newest published version; Operate deploys it. */
  readonly version: string;

  constructor(scope: Construct, id: string, props: AliasedFunctionProps) {
    super(scope, id);
    const { alias: aliasName = 'live', service } = props;
    Tags.of(props.function).add(SERVICE_TAG, service);
    Tags.of(this).add(SERVICE_TAG, service);
    declareMetric(props);
    const published = publish(this, props.function);
    const made = makeAlias(this, props, aliasName, published.version);
    this.version = published.version;
    this.alias = lambda.Alias.fromAliasAttributes(this, 'Live', { aliasName, aliasVersion: published });
    this.alias.node.addDependency(made);
    printCommands(this, registrationOf(props, aliasName), published.version);
  }
}

/** The function learns from its environment what the judge will read. */
function declareMetric({ function: target, errorMetric }: AliasedFunctionProps): void {
  if (errorMetric.type === 'lambda-errors' || !(target instanceof lambda.Function)) return;
  target.addEnvironment('OPERATE_METRIC_NAMESPACE', errorMetric.namespace);
  target.addEnvironment('OPERATE_METRIC_NAME', errorMetric.metric);
}

function publish(scope: Construct, target: lambda.IFunction): lambda.IVersion {
  const version =
    target instanceof lambda.Function
      ? target.currentVersion
      : new lambda.Version(scope, 'Version', { lambda: target });
  // One that the template no longer names may be the one that serves, or one to roll back to.
  version.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return version as lambda.IVersion;
}

function makeAlias(
  scope: Construct,
  { service, function: target }: AliasedFunctionProps,
  aliasName: string,
  version: string,
): CustomResource {
  const { functionName } = target;
  const onFunction = ['CreateAlias', 'DeleteAlias', 'GetAlias', 'UpdateAlias'].map(
    (action) => `lambda:${action}`,
  );
  const functionArn = Stack.of(scope).formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName: functionName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const provider = providerFunction(scope, 'Provider', {
    provider: 'alias',
    statements: [{ actions: onFunction, resources: [functionArn, `${functionArn}:${aliasName}`] }],
  });
  return new CustomResource(scope, 'Alias', {
    serviceToken: provider.functionArn,
    resourceType: 'Custom::OperateAlias',
    removalPolicy: RemovalPolicy.DESTROY,
    properties: {
      FunctionName: functionName,
      Name: aliasName,
      FunctionVersion: version,
      Description: `Moved by Operate as the service ${service}`,
    },
  });
}

function registrationOf(
  { environment, service, function: target, probe, errorMetric }: AliasedFunctionProps,
  alias: string,
) {
  return {
    environment,
    service,
    target: {
      type: 'lambda-alias',
      functionName: target.functionName,
      alias,
      ...(probe && { probe }),
      errorMetric,
    },
    versionSource: { type: 'lambda-version' },
  };
}
