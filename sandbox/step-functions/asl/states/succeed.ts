import type { SucceedState } from '../definition.ts';
import type { Outcome } from './outcome.ts';

export async function runSucceed(state: SucceedState): Promise<Outcome> {
  return { exit: state, next: undefined };
}
