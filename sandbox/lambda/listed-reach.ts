import {
  type GetPolicyCommandInput,
  type ListFunctionUrlConfigsCommandInput,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { type Described, reading } from '../estate/described.ts';
import type { SandboxService } from '../service.ts';

/** Who may call functions, as the estate says it: nobody by a policy or a URL where it says nothing. */
export function listedReach({ estate, scope }: Described): SandboxService {
  const arn = ({ FunctionName = '' }: { FunctionName: string | undefined }) =>
    `arn:aws:lambda:${scope.region}:${scope.accountId}:function:${FunctionName}`;
  return {
    client: 'LambdaClient',
    commands: {
      GetPolicy: reading<GetPolicyCommandInput>(
        'lambda:GetPolicy',
        ({ FunctionName = '' }) => {
          const Policy = estate.get('AWS::Lambda::Permission', FunctionName)?.properties['Policy'];
          if (typeof Policy === 'string') return { Policy };
          throw new ResourceNotFoundException({
            Type: 'User',
            message: 'The resource you requested does not exist.',
            $metadata: { httpStatusCode: 404 },
          });
        },
        arn,
      ),
      ListFunctionUrlConfigs: reading<ListFunctionUrlConfigsCommandInput>(
        'lambda:ListFunctionUrlConfigs',
        ({ FunctionName = '' }) => {
          const url = estate.get('AWS::Lambda::Url', FunctionName)?.properties;
          return {
            FunctionUrlConfigs: url
              ? [
                  {
                    FunctionUrl: `https://${FunctionName}.lambda-url.${scope.region}.on.aws/`,
                    CreationTime: new Date(0).toISOString(),
                    LastModifiedTime: new Date(0).toISOString(),
                    FunctionArn: url['FunctionArn'],
                    AuthType: url['AuthType'],
                  },
                ]
              : [],
          };
        },
        arn,
      ),
    },
  };
}
