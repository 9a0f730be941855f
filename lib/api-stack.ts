import { CfnOutput, Stack, aws_ssm as ssm } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { makeAlarm } from './alarms.ts';
import { HttpApi } from './api/http-api.ts';
import { apiAlarm } from './manifest/alarm-plans.ts';
import { parameterName } from './manifest/resources.ts';
import { TOKEN_API_PARAMETER } from './manifest/stack-names.ts';
import type { ManifestProps } from './platform-stack.ts';

export interface ApiStackProps extends ManifestProps {
  /** Whom it lets in: callers who sign with IAM, or those with a token or a key. */
  readonly callers: 'iam' | 'tokens';
}

/**
 * A door. A route takes one authoriser, and a function cannot verify IAM's signature: so there is one API for IAM, and
 * a second one over the same functions where the installation takes tokens and keys.
 */
export class ApiStack extends Stack {
  /** @throws Error for tokens without an operation that knows them */
  constructor(scope: Construct, id: string, { manifest, callers, ...props }: ApiStackProps) {
    super(scope, id, props);
    const { naming, authoriser } = manifest;
    const tokens = callers === 'tokens';
    if (tokens && authoriser === undefined) throw new Error('No operation knows tokens and keys.');
    const api = new HttpApi(this, tokens ? 'Tokens' : 'Iam', {
      name: `${naming.prefix}-${callers}`,
      manifest,
      authorisation:
        tokens && authoriser !== undefined ? { type: 'CUSTOM', operation: authoriser } : { type: 'AWS_IAM' },
    });
    makeAlarm(this, apiAlarm(api.apiId, tokens ? 'token-api-errors' : 'api-errors'), manifest);
    if (tokens)
      new ssm.StringParameter(this, 'ApiId', {
        parameterName: parameterName(naming, TOKEN_API_PARAMETER),
        stringValue: api.apiId,
      });
    const description = tokens
      ? 'For callers with a token or an API key'
      : 'For --endpoint or OPERATE_ENDPOINT; callers sign with IAM';
    new CfnOutput(this, tokens ? 'TokenEndpoint' : 'Endpoint', { value: api.endpoint, description });
  }
}
