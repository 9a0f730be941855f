import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { makeAlarm } from './alarms.ts';
import { HttpApi } from './api/http-api.ts';
import { apiAlarm } from './manifest/alarm-plans.ts';
import type { ManifestProps } from './platform-stack.ts';

/**
 * The doors. A route takes one authoriser, and a function cannot verify IAM's signature: so there is one API for IAM,
 * and a second one over the same functions where the catalog has an operation that knows tokens and keys.
 */
export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, { manifest, ...props }: ManifestProps) {
    super(scope, id, props);
    const { naming, authoriser } = manifest;
    const iam = new HttpApi(this, 'Iam', {
      name: `${naming.prefix}-iam`,
      manifest,
      authorisation: { type: 'AWS_IAM' },
    });
    const tokens =
      authoriser === undefined
        ? undefined
        : new HttpApi(this, 'Tokens', {
            name: `${naming.prefix}-tokens`,
            manifest,
            authorisation: { type: 'CUSTOM', operation: authoriser },
          });
    makeAlarm(this, apiAlarm([iam.apiId, ...(tokens ? [tokens.apiId] : [])]), manifest);
    const endpoint = (name: string, value: string, description: string) =>
      new CfnOutput(this, name, { value, description });
    endpoint('Endpoint', iam.endpoint, 'For --endpoint or OPERATE_ENDPOINT; callers sign with IAM');
    if (tokens) endpoint('TokenEndpoint', tokens.endpoint, 'For callers with a token or an API key');
  }
}
