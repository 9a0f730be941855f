import type { PassState } from '../definition.ts';
import { goOn, type Outcome } from './outcome.ts';

export async function runPass(state: PassState): Promise<Outcome> {
  return goOn(state);
}
