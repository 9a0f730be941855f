import {
  type DescribeSecretCommandInput,
  type GetSecretValueCommandInput,
  InvalidRequestException,
  ResourceNotFoundException,
} from '@aws-sdk/client-secrets-manager';
import type { AccountScope, Command, Need, SandboxService } from '../service.ts';
import { Secret, type SecretVersion } from './secret.ts';

/** Secrets of the account, in memory. */
export class SecretsManager implements SandboxService {
  readonly client = 'SecretsManagerClient';
  readonly commands: Readonly<Record<string, Command>>;
  readonly #scope: AccountScope;
  readonly #secrets = new Map<string, Secret>();

  constructor(scope: AccountScope) {
    this.#scope = scope;
    const getSecretValue: Command<GetSecretValueCommandInput> = {
      run: (input) => this.#getSecretValue(input),
      needs: ({ SecretId = '' }) => [this.#need('GetSecretValue', SecretId)],
    };
    const describeSecret: Command<DescribeSecretCommandInput> = {
      run: ({ SecretId = '' }) => describe(this.#find(SecretId)),
      needs: ({ SecretId = '' }) => [this.#need('DescribeSecret', SecretId)],
    };
    this.commands = {
      DescribeSecret: describeSecret as Command,
      GetSecretValue: getSecretValue as Command,
    };
  }

  /** @returns the secret's ARN, which ends in six characters that AWS adds */
  createSecret(name: string, value: string): string {
    const arn = `${this.#arn(name)}-${this.#scope.id().slice(-6)}`;
    this.#secrets.set(name, new Secret(name, arn, this.#version(value)));
    return arn;
  }

  /**
   * Gives a secret a new current value; the old one stays readable as AWSPREVIOUS until the next rotation.
   * @throws ResourceNotFoundException
   */
  rotateSecret(id: string, value: string): void {
    this.#find(id).rotate(this.#version(value));
  }

  #getSecretValue(input: GetSecretValueCommandInput): object {
    const secret = this.#find(input.SecretId ?? '');
    const version = versionOf(secret, input);
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: version.id,
      SecretString: version.value,
      VersionStages: secret.labelsOf(version),
      CreatedDate: new Date(version.createdAt),
    };
  }

  /** Secrets go by name, by ARN, and by ARN without the six characters. */
  #lookUp(id: string): Secret | undefined {
    const secrets = [...this.#secrets.values()];
    return this.#secrets.get(id) ?? secrets.find(({ arn, name }) => arn === id || this.#arn(name) === id);
  }

  #find(id: string): Secret {
    const secret = this.#lookUp(id);
    if (!secret) throw notFound("Secrets Manager can't find the specified secret.");
    return secret;
  }

  #need(command: string, id: string): Need {
    const named = id.startsWith('arn:') ? id : this.#arn(id);
    return { action: `secretsmanager:${command}`, resource: this.#lookUp(id)?.arn ?? named };
  }

  #arn(name: string): string {
    const { region, accountId } = this.#scope;
    return `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}`;
  }

  #version(value: string): SecretVersion {
    return { id: this.#scope.id(), value, createdAt: this.#scope.clock.now() };
  }
}

function describe({ arn, name, versions }: Secret): object {
  return { ARN: arn, Name: name, VersionIdsToStages: versions };
}

function versionOf(secret: Secret, { VersionId, VersionStage }: GetSecretValueCommandInput): SecretVersion {
  if (VersionId === undefined) {
    const labelled = secret.labelled(VersionStage);
    if (labelled) return labelled;
    throw notFound(
      `Secrets Manager can't find the specified secret value for staging label: ${VersionStage}`,
    );
  }
  const version = secret.version(VersionId);
  if (!version)
    throw notFound(`Secrets Manager can't find the specified secret value for VersionId: ${VersionId}`);
  if (VersionStage !== undefined && !secret.labelsOf(version).includes(VersionStage))
    throw new InvalidRequestException({
      message: 'You provided a VersionStage that is not associated to the provided VersionId.',
      $metadata: { httpStatusCode: 400 },
    });
  return version;
}

function notFound(message: string): Error {
  return new ResourceNotFoundException({ message, $metadata: { httpStatusCode: 400 } });
}
