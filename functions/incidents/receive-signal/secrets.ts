import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Context } from '../../context.ts';

interface Kept {
  readonly values: readonly string[];
  /** Milliseconds since the epoch. */
  readonly readAt: number;
}

/** A secret that was revoked is not accepted for longer than this. */
export const SECRETS_AGE_MS = 60_000;
/** Senders without a secret that are asked for in that time: made-up names must not become a flood of calls. */
export const MOST_UNKNOWN = 20;
/** The one that senders are told of, and the one before, which holds until the next rotation. */
const STAGES = ['AWSCURRENT', 'AWSPREVIOUS'] as const;

/** By client, so that accounts and roles in one process never see each other's. */
const kept = new WeakMap<SecretsManagerClient, Map<string, Kept>>();

/**
 * The active secrets of a sender, as they were at most `SECRETS_AGE_MS` ago; none for one that nobody knows. Those too
 * are remembered, and above `MOST_UNKNOWN` of them no further one is asked for until they are forgotten.
 */
export async function activeSecrets(context: Context, sender: string): Promise<readonly string[]> {
  const client = context.clients(SecretsManagerClient);
  const known = kept.get(client) ?? new Map<string, Kept>();
  kept.set(client, known);
  const now = context.clock.now();
  const one = known.get(sender);
  if (one && now - one.readAt < SECRETS_AGE_MS) return one.values;
  for (const [name, { values, readAt }] of known)
    if (values.length === 0 && now - readAt >= SECRETS_AGE_MS) known.delete(name);
  const unknown = [...known.values()].filter(({ values }) => values.length === 0);
  if (!one?.values.length && unknown.length >= MOST_UNKNOWN) return [];
  const found = await Promise.all(STAGES.map((stage) => secretAt(client, sender, stage)));
  const values = found.flatMap((value) => value ?? []);
  known.set(sender, { values, readAt: now });
  return values;
}

async function secretAt(
  client: SecretsManagerClient,
  sender: string,
  VersionStage: (typeof STAGES)[number],
): Promise<string | undefined> {
  try {
    const SecretId = `operate/webhooks/${sender}`;
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId, VersionStage }));
    return SecretString.trim();
  } catch (error) {
    // A sender that nobody knows, or a secret that was never rotated.
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
