import type { MapState } from '../definition.ts';
import type { Json, JsonObject } from '../json.ts';
import { Variables } from '../scope.ts';
import type { Visit } from '../visit.ts';

/** One pass of a Map through its item processor. */
export async function runIteration(
  visit: Visit,
  state: MapState,
  item: { readonly Index: number; readonly Value: Json },
  signal: AbortSignal,
): Promise<Json> {
  const { frame, name } = visit;
  const input = await selectItem(visit, state, item);
  const trail = frame.trail.branch();
  const details = { name, index: item.Index };
  trail.record('MapIterationStarted', { mapIterationStartedEventDetails: details });
  const inner = { ...frame, signal, trail, variables: new Variables(frame.variables), mapItem: item };
  try {
    const output = await visit.runFlow(state.ItemProcessor, input, inner);
    trail.record('MapIterationSucceeded', { mapIterationSucceededEventDetails: details });
    return output;
  } catch (thrown) {
    if (signal.aborted) trail.record('MapIterationAborted', { mapIterationAbortedEventDetails: details });
    else trail.record('MapIterationFailed', { mapIterationFailedEventDetails: details });
    throw thrown;
  }
}

async function selectItem(
  visit: Visit,
  state: MapState,
  item: JsonObject & { readonly Value: Json },
): Promise<Json> {
  if (state.ItemSelector === undefined) return item.Value;
  const context = { ...visit.context, Map: { Item: item } };
  return visit.evaluate(state.ItemSelector, 'ItemSelector', { context });
}
