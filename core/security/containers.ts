import { type Part, partsOf } from './properties.ts';

/** The containers of a task definition. */
export function containersOf(properties: Part): readonly Part[] {
  return partsOf(properties['containerDefinitions']);
}
