import type { Exit } from '../definition.ts';
import type { Json } from '../json.ts';

/** What the body of a state comes to, before Assign and Output shape it. */
export interface Outcome {
  /** The Assign and Output that apply. */
  readonly exit: Exit;
  /** `$states.result`, for states that have one. */
  readonly result?: Json;
  /** The state that follows; undefined ends the flow. */
  readonly next: string | undefined;
}

/** The outcome of a state that goes on by its own Next or End. */
export function goOn(
  state: Exit & { readonly Next?: string; readonly End?: boolean },
  result?: Json,
): Outcome {
  const next = state.End === true ? undefined : state.Next;
  return result === undefined ? { exit: state, next } : { exit: state, next, result };
}
