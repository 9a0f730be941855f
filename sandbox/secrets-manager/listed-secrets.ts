import type { ListSecretsCommandInput } from '@aws-sdk/client-secrets-manager';
import { pageOf } from '../elbv2/page.ts';
import { type Described, members, reading, tagList } from '../estate/described.ts';
import type { SandboxService } from '../service.ts';

const PAGE_SIZE = 100;
const SHOWN = [
  'RotationEnabled',
  'RotationRules',
  'LastRotatedDate',
  'LastAccessedDate',
  'CreatedDate',
  'KmsKeyId',
];

/** What is known of the estate's secrets; they have no values. */
export function listedSecrets(described: Described): SandboxService {
  const { estate, scope } = described;
  return {
    client: 'SecretsManagerClient',
    commands: {
      ListSecrets: reading<ListSecretsCommandInput>(
        'secretsmanager:ListSecrets',
        ({ NextToken, MaxResults }) => {
          const { items, next } = pageOf(
            estate.list('AWS::SecretsManager::Secret'),
            NextToken,
            MaxResults ?? PAGE_SIZE,
          );
          const SecretList = items.map((secret) => {
            const ARN = `arn:aws:secretsmanager:${scope.region}:${scope.accountId}:secret:${secret.id}`;
            return { ...members(secret, SHOWN), Name: secret.id, ARN, Tags: tagList(described, ARN) };
          });
          return { SecretList, ...(next !== undefined && { NextToken: next }) };
        },
      ),
    },
  };
}
