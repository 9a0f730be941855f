import type { Definition } from '../../functions/operation.ts';
import { closed } from './clean.ts';
import { inputSchema } from './declared.ts';
import type { JsonSchema } from './json-schema.ts';

/**
 * The input schema of an operation. Doors refuse unknown fields; a step accepts them, so that a machine of the
 * release before can still call it.
 */
export function inputOf({ input, surfaces }: Definition): JsonSchema {
  const schema = inputSchema(input);
  return surfaces.length > 0 ? closed(schema) : schema;
}
