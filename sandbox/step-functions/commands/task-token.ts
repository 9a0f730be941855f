import type { Need } from '../../service.ts';
import type { TaskTokens } from '../asl/task-tokens.ts';
import { invalidToken, taskTimedOut } from '../refusals.ts';

/** Permission on the machine that handed the token out; nothing is asked for what is no token, which `run` refuses. */
export function needsOfToken(tokens: TaskTokens, action: string, token = ''): readonly Need[] {
  const resource = tokens.machineOf(token);
  return resource === undefined ? [] : [{ action, resource }];
}

/**
 * The token of a task that still waits.
 *
 * @throws TaskTimedOut when nobody waits any more, InvalidToken for what never was a token.
 */
export function openToken(tokens: TaskTokens, token = ''): string {
  const state = tokens.state(token);
  if (state === 'open') return token;
  throw state === 'closed' ? taskTimedOut() : invalidToken();
}
