import {
  DescribeSecretCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { Channel } from '../../core/alerting/alerting.ts';
import type { Context } from '../context.ts';

/** The secret of a channel. */
export interface ChannelSecret {
  readonly channel: string;
  readonly secret: string;
  /** Why nothing can be sent with it, as the end of a sentence about it; absent when it is there. */
  readonly problem?: string;
  /** Why nobody can tell. */
  readonly unreadable?: string;
}

/** What is known of the secrets of those channels that have one, without reading their values. */
export async function channelSecrets(
  context: Context,
  channels: readonly Channel[],
): Promise<ChannelSecret[]> {
  const named = channels.flatMap((channel) =>
    'secret' in channel ? [{ channel: channel.name, secret: channel.secret }] : [],
  );
  const names = [...new Set(named.map(({ secret }) => secret))];
  const looked = await Promise.all(names.map(async (name) => [name, await look(context, name)] as const));
  const found = new Map(looked);
  return named.map((one) => ({ ...one, ...found.get(one.secret) }));
}

async function look(
  { clients }: Context,
  SecretId: string,
): Promise<Pick<ChannelSecret, 'problem' | 'unreadable'>> {
  try {
    const { DeletedDate, VersionIdsToStages = {} } = await clients(SecretsManagerClient).send(
      new DescribeSecretCommand({ SecretId }),
    );
    if (DeletedDate) return { problem: 'is being deleted' };
    const hasValue = Object.values(VersionIdsToStages).some((stages) => stages.includes('AWSCURRENT'));
    return hasValue ? {} : { problem: 'has no value' };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return { problem: 'does not exist' };
    return { unreadable: (error as Error).name };
  }
}

/** One sentence for people. */
export function problemWords({ secret, problem }: ChannelSecret): string {
  return `The secret ${secret} ${problem}.`;
}
