import type { Weights } from './alias-routing.ts';
import type { FunctionRegistry } from './function-registry.ts';

/** An alias as plain JSON. Code is not kept, so functions and versions are made anew before aliases are restored. */
export interface AliasSnapshot {
  readonly functionName: string;
  readonly name: string;
  readonly description: string;
  readonly revisionId: string;
  readonly weights: Weights;
}

export function aliasSnapshots(registry: FunctionRegistry): readonly AliasSnapshot[] {
  return registry.list().flatMap(({ name: functionName, aliases }) =>
    [...aliases.values()].map(({ name, description, revisionId, routing }) => ({
      functionName,
      name,
      description,
      revisionId,
      weights: routing.current,
    })),
  );
}

/** Throws ResourceNotFoundException when a function or version is not there again. */
export function restoreAlias(registry: FunctionRegistry, kept: AliasSnapshot, now: number): void {
  const { functionName, name, description, revisionId, weights } = kept;
  const record = registry.get(functionName);
  for (const version of [weights.version, ...Object.keys(weights.additional)])
    registry.version(record, version);
  const routing = { current: weights, before: weights, effectiveAt: now };
  record.aliases.set(name, { name, description, revisionId, routing });
}
