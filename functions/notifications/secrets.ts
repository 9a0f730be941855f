import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Context } from '../context.ts';

interface Kept {
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly readAt: number;
}

/** A credential that was replaced works for a while longer with every provider; so long the old one may be used. */
export const SECRET_AGE_MS = 300_000;

/** By client, so that accounts and roles in one process never see each other's. */
const kept = new WeakMap<SecretsManagerClient, Map<string, Kept>>();

/**
 * The value of a secret, as it was at most `SECRET_AGE_MS` ago.
 * @param known a value that was not accepted: it is read again unless something else is kept by now
 * @throws errors of Secrets Manager
 */
export async function secretValue(context: Context, name: string, known?: string): Promise<string> {
  const client = context.clients(SecretsManagerClient);
  const values = kept.get(client) ?? new Map<string, Kept>();
  kept.set(client, values);
  const now = context.clock.now();
  const one = values.get(name);
  if (one && now - one.readAt < SECRET_AGE_MS && one.value !== known) return one.value;
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: name }));
  const value = SecretString.trim();
  values.set(name, { value, readAt: now });
  return value;
}
