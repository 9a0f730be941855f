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
  const { OPERATE_TOKEN: token, OPERATE_BREAK_GLASS: glass, OPERATE_PROFILE = 'developer' } = terminal.env;
  if (target.kind === 'aws') {
    if (profile !== undefined)
      throw new UsageError('--profile names a sandbox user; AWS knows you by your credentials.');
    const by = token ? 'with OPERATE_TOKEN' : 'with the AWS credentials of this environment';
    terminal.writeError(`${token ? 'Calling' : 'Signing for'} ${target.url} ${by}.\n`);
  }
  const passes = { ...(token && { token }), ...(glass && { glass }) };
  return { target, send: terminal.sender(target, profile ?? OPERATE_PROFILE, passes) };
}
