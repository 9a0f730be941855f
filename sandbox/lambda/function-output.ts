import type { AliasConfiguration, FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { FunctionAlias, FunctionRecord, FunctionVersion } from './function-record.ts';

/** A version as AWS describes it; `qualifier` is how it was asked for, and shows in the ARN. */
export function functionConfiguration(
  record: FunctionRecord,
  version: FunctionVersion,
  qualifier?: string,
  isUpdating = false,
): FunctionConfiguration {
  const { settings } = version;
  return {
    FunctionName: record.name,
    FunctionArn: qualifier === undefined ? record.arn : `${record.arn}:${qualifier}`,
    Runtime: 'nodejs24.x',
    Role: settings.roleArn,
    Handler: 'index.handler',
    CodeSize: version.code.handler.toString().length,
    Description: settings.description,
    Timeout: settings.timeoutSeconds,
    MemorySize: settings.memory,
    LastModified: new Date(version.modifiedAt).toISOString().replace('Z', '+0000'),
    CodeSha256: version.codeSha256,
    Version: version.version,
    Environment: { Variables: { ...settings.environment } },
    ...(settings.layers.length > 0 && { Layers: settings.layers.map((Arn) => ({ Arn })) }),
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: version.revisionId,
    State: 'Active',
    LastUpdateStatus: isUpdating ? 'InProgress' : 'Successful',
    PackageType: 'Zip',
    Architectures: ['arm64'],
    EphemeralStorage: { Size: 512 },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${record.name}` },
  };
}

/** An alias as AWS describes it: the weights that were set, whether they have taken effect or not. */
export function aliasConfiguration(record: FunctionRecord, alias: FunctionAlias): AliasConfiguration {
  const { version, additional } = alias.routing.current;
  return {
    AliasArn: `${record.arn}:${alias.name}`,
    Name: alias.name,
    FunctionVersion: version,
    Description: alias.description,
    RevisionId: alias.revisionId,
    ...(Object.keys(additional).length > 0 && {
      RoutingConfig: { AdditionalVersionWeights: { ...additional } },
    }),
  };
}
