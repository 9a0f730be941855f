import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type Case, contract, errorOf } from '../contract.ts';

const SecretId = 'contract';
const get = (secrets: SecretsManagerClient, more: object = {}) =>
  secrets.send(new GetSecretValueCommand({ SecretId, ...more }));

const CASES: readonly Case<SecretsManagerClient>[] = [
  {
    name: 'the current value is read by name',
    async act(secrets) {
      const { SecretString, VersionStages, Name } = await get(secrets);
      return { SecretString, VersionStages, Name };
    },
    expected: { SecretString: 'two', VersionStages: ['AWSCURRENT'], Name: SecretId },
  },
  {
    name: 'its versions are told without their values',
    async act(secrets) {
      const {
        Name,
        VersionIdsToStages = {},
        DeletedDate,
      } = await secrets.send(new DescribeSecretCommand({ SecretId }));
      return { Name, stages: Object.values(VersionIdsToStages).flat().sort(), DeletedDate };
    },
    expected: { Name: SecretId, stages: ['AWSCURRENT', 'AWSPREVIOUS'], DeletedDate: undefined },
  },
  {
    name: 'the value before is read by its stage',
    async act(secrets) {
      return (await get(secrets, { VersionStage: 'AWSPREVIOUS' })).SecretString;
    },
    expected: 'one',
  },
  {
    name: 'a secret is read by its ARN, and by it without the six characters that AWS adds',
    async act(secrets) {
      const { ARN = '' } = await get(secrets);
      const suffixed = /-\w{6}$/.test(ARN);
      const byArn = await get(secrets, { SecretId: ARN });
      const partial = await get(secrets, { SecretId: ARN.replace(/-\w{6}$/, '') });
      return [suffixed, byArn.SecretString, partial.SecretString];
    },
    expected: [true, 'two', 'two'],
  },
  {
    name: 'a version is read by its identifier',
    async act(secrets) {
      const { VersionId } = await get(secrets, { VersionStage: 'AWSPREVIOUS' });
      return (await get(secrets, { VersionId })).SecretString;
    },
    expected: 'one',
  },
  {
    name: 'a secret that does not exist is named as such',
    act: (secrets) => errorOf(get(secrets, { SecretId: 'nowhere' })),
    expected: 'ResourceNotFoundException',
  },
  {
    name: 'a stage that no version has is named as such',
    act: (secrets) => errorOf(get(secrets, { VersionStage: 'NOBODY' })),
    expected: 'ResourceNotFoundException',
  },
  {
    name: 'a version with the stage of another one is refused',
    async act(secrets) {
      const { VersionId } = await get(secrets);
      return errorOf(get(secrets, { VersionId, VersionStage: 'AWSPREVIOUS' }));
    },
    expected: 'InvalidRequestException',
  },
];

/** A secret with two versions. */
export const secretsManager = contract<SecretsManagerClient>({
  service: 'Secrets Manager',
  async sandbox({ account, clients }) {
    account.secrets.createSecret(SecretId, 'one');
    account.secrets.rotateSecret(SecretId, 'two');
    return clients(SecretsManagerClient);
  },
  async moto({ clients }) {
    const client = clients(SecretsManagerClient);
    await client.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'one' }));
    await client.send(new PutSecretValueCommand({ SecretId, SecretString: 'two' }));
    return client;
  },
  cases: CASES,
});
