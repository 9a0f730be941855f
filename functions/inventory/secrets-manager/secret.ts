import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { described, tagsOf } from '../described.ts';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';

const PAGE = 100;

/** What is known of secrets besides their values, which are never read. */
export const secrets: Lister = {
  type: 'AWS::SecretsManager::Secret',
  actions: ['secretsmanager:ListSecrets'],
  async list({ clients, environment: { region } }, spend, from) {
    spend();
    const { SecretList = [], NextToken } = await clients(SecretsManagerClient).send(
      new ListSecretsCommand({ MaxResults: PAGE, ...(from && { NextToken: from }) }),
    );
    const found = SecretList.map(({ Tags, SecretVersionsToStages: _stages, ...secret }) => ({
      type: 'AWS::SecretsManager::Secret',
      id: secret.Name ?? '',
      arn: secret.ARN ?? '',
      region,
      tags: tagsOf(Tags),
      properties: described(secret),
    }));
    return pageOf(found, NextToken);
  },
};
