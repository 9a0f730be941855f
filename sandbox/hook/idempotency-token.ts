import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';

/**
 * The input with every idempotency token that the caller left out. The SDK does the same when it serialises,
 * once a call, so that all attempts of a retried call carry the same token.
 */
export function withIdempotencyTokens(schema: SchemaRef, input: object, newToken: () => string): object {
  const structure = NormalizedSchema.of(schema);
  if (!structure.isStructSchema()) return input;
  const given = input as Readonly<Record<string, unknown>>;
  const missing = [...structure.structIterator()].filter(
    ([name, member]) => member.isIdempotencyToken() && given[name] === undefined,
  );
  if (missing.length === 0) return input;
  return { ...input, ...Object.fromEntries(missing.map(([name]) => [name, newToken()])) };
}
