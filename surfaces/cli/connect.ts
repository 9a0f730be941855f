import type { Send } from '../client.ts';
import { findTarget, type Target } from './target.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

export interface Connection {
  readonly target: Target;
  readonly send: Send;
}

/**
 * The API that is meant, and how requests get there.
 * @throws UsageError when there is none, or for a sandbox's profile on AWS
 */
export function connect(
  { endpoint, profile }: Readonly<Partial<Record<'endpoint' | 'profile', string>>>,
  terminal: Terminal,
): Connection {
  const target = findTarget(endpoint, terminal);
  if (target.kind === 'aws') {
    if (profile !== undefined)
      throw new UsageError('--profile names a sandbox user; AWS knows you by your credentials.');
    terminal.writeError(`Signing for ${target.url} with the AWS credentials of this environment.\n`);
  }
  const known = profile ?? terminal.env['OPERATE_PROFILE'] ?? 'developer';
  return { target, send: terminal.sender(target, known) };
}
