import type { StatesError } from './errors.ts';

const NOT_IN_STATES_ALL = new Set(['States.DataLimitExceeded', 'States.Runtime']);
const NOT_IN_TASK_FAILED = new Set([...NOT_IN_STATES_ALL, 'States.Timeout']);

/**
 * Whether the `ErrorEquals` of a Retrier or Catcher covers an error. States.Runtime always ends the execution;
 * States.DataLimitExceeded is covered by its own name only; States.Timeout covers a missed heartbeat too.
 */
export function coversError(names: readonly string[], error: StatesError): boolean {
  const name = error.error ?? '';
  if (name === 'States.Runtime') return false;
  return names.some((listed) => {
    if (listed === 'States.ALL') return !NOT_IN_STATES_ALL.has(name);
    if (listed === 'States.TaskFailed') return !NOT_IN_TASK_FAILED.has(name);
    if (listed === 'States.Timeout' && name === 'States.HeartbeatTimeout') return true;
    return listed === name;
  });
}
