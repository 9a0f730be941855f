import {
  DescribeSecretCommand,
  type DescribeSecretCommandInput,
  GetSecretValueCommand,
  type GetSecretValueCommandInput,
  InvalidRequestException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../functions/operation.ts';
import { testAccount, testScope } from '../hook/account.fixture.ts';
import { SecretsManager } from './secrets-manager.ts';

function setUp(statements?: readonly Statement[]) {
  const secrets = new SecretsManager(testScope());
  const { clients } = testAccount(() => [secrets], statements);
  const get = (input: GetSecretValueCommandInput) =>
    clients(SecretsManagerClient).send(new GetSecretValueCommand(input));
  const describeSecret = (input: DescribeSecretCommandInput) =>
    clients(SecretsManagerClient).send(new DescribeSecretCommand(input));
  return { secrets, get, describeSecret };
}

describe('DescribeSecret', () => {
  it('says which versions there are, and never a value', async () => {
    const { secrets, describeSecret } = setUp();
    const ARN = secrets.createSecret('operate/slack', 'one');
    const before = await describeSecret({ SecretId: 'operate/slack' });
    expect(Object.values(before.VersionIdsToStages ?? {})).toEqual([['AWSCURRENT']]);
    secrets.rotateSecret('operate/slack', 'two');
    const { $metadata: _none, ...told } = await describeSecret({ SecretId: ARN });
    expect(told).toMatchObject({ ARN, Name: 'operate/slack' });
    expect(
      Object.values(told.VersionIdsToStages ?? {})
        .flat()
        .sort(),
    ).toEqual(['AWSCURRENT', 'AWSPREVIOUS']);
    expect(JSON.stringify(told)).not.toMatch(/one|two/);
    await expect(describeSecret({ SecretId: 'none' })).rejects.toThrow(ResourceNotFoundException);
  });
});

describe('GetSecretValue', () => {
  it('finds a secret by name, ARN and ARN without its ending', async () => {
    const { secrets, get } = setUp();
    const arn = secrets.createSecret('operate/webhook', 'one');
    expect(arn).toMatch(
      /^arn:aws:secretsmanager:eu-west-1:000000000000:secret:operate\/webhook-[0-9a-f]{6}$/,
    );
    for (const SecretId of ['operate/webhook', arn, arn.slice(0, -7)])
      expect(await get({ SecretId })).toMatchObject({
        ARN: arn,
        Name: 'operate/webhook',
        SecretString: 'one',
        VersionStages: ['AWSCURRENT'],
      });
  });

  it('answers the current, the previous or a named version, for one rotation', async () => {
    const { secrets, get } = setUp();
    const SecretId = 'key';
    secrets.createSecret(SecretId, 'one');
    const { VersionId } = await get({ SecretId });
    secrets.rotateSecret(SecretId, 'two');
    expect(await get({ SecretId })).toMatchObject({ SecretString: 'two' });
    const previous = await get({ SecretId, VersionStage: 'AWSPREVIOUS' });
    expect(previous).toMatchObject({ SecretString: 'one', VersionId });
    expect(await get({ SecretId, VersionId })).toMatchObject({ SecretString: 'one' });
    await expect(get({ SecretId, VersionId, VersionStage: 'AWSCURRENT' })).rejects.toThrow(
      InvalidRequestException,
    );
    secrets.rotateSecret(SecretId, 'three');
    await expect(get({ SecretId, VersionId })).rejects.toThrow(ResourceNotFoundException);
  });

  it('says in words of AWS what is missing', async () => {
    const { secrets, get } = setUp();
    await expect(get({ SecretId: 'nope' })).rejects.toThrow(
      "Secrets Manager can't find the specified secret.",
    );
    expect(() => secrets.rotateSecret('nope', 'x')).toThrow(ResourceNotFoundException);
    secrets.createSecret('key', 'one');
    await expect(get({ SecretId: 'key', VersionStage: 'AWSPENDING' })).rejects.toThrow(
      'staging label: AWSPENDING',
    );
  });

  it('needs the permission on the ARN of the secret', async () => {
    const resources = ['arn:aws:secretsmanager:eu-west-1:000000000000:secret:operate/*'];
    const { secrets, get } = setUp([{ actions: ['secretsmanager:GetSecretValue'], resources }]);
    secrets.createSecret('operate/a', 'mine');
    secrets.createSecret('other', 'not mine');
    expect(await get({ SecretId: 'operate/a' })).toMatchObject({ SecretString: 'mine' });
    await expect(get({ SecretId: 'other' })).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
