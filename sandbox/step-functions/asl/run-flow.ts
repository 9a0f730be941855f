import type { Flow } from './definition.ts';
import { runtimeError } from './errors.ts';
import type { Frame } from './frame.ts';
import type { Json } from './json.ts';
import { visitState } from './visit-state.ts';

/**
 * Walks a flow from its first state to its end.
 *
 * @throws StatesError what nothing caught, or the reason of the frame's signal.
 */
export async function runFlow(flow: Flow, input: Json, frame: Frame): Promise<Json> {
  let name: string | undefined = flow.StartAt;
  let current = input;
  while (name !== undefined) {
    frame.signal.throwIfAborted();
    const state = flow.States[name];
    if (state === undefined) throw runtimeError(`There is no state '${name}'.`);
    const step = await visitState(name, state, current, frame, runFlow);
    current = step.output;
    name = step.next;
  }
  return current;
}
