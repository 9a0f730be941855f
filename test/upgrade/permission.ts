import { canonical } from '../../core/canonical.ts';
import type { Statement } from '../../functions/operation.ts';
import { matchesPattern } from '../../sandbox/iam/pattern.ts';

/** One action on one resource, with every condition that is set on it. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  readonly conditions: readonly string[];
}

export function permissionsIn(statements: readonly Statement[]): Permission[] {
  return statements.flatMap(({ actions, resources, conditions = {} }) => {
    const set = Object.entries(conditions).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, value]) => `${operator} ${key} ${canonical(value)}`),
    );
    return actions.flatMap((action) => resources.map((resource) => ({ action, resource, conditions: set })));
  });
}

/** Whether one of the permissions allows at least what another does. */
export function covers(given: readonly Permission[], wanted: Permission): boolean {
  return given.some(
    ({ action, resource, conditions }) =>
      action === wanted.action &&
      matchesPattern(resource, wanted.resource) &&
      conditions.every((condition) => wanted.conditions.includes(condition)),
  );
}
