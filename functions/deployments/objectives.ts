import { InvalidInput } from '../../core/errors.ts';
import { MOST_OBJECTIVES, type NamedObjective } from '../../core/rollout/objectives.ts';
import { fastestOf } from '../../core/slo/count-slices.ts';
import type { Objective } from '../../core/slo/objective.ts';
import type { Context } from '../context.ts';
import type { StoredService } from '../services/store.ts';
import { findSlo } from '../slo-record.ts';

/** The objectives that have a say in a deployment, and those of the service's own that are not set. */
export interface Objectives {
  readonly named: readonly NamedObjective[];
  readonly missing: readonly string[];
}

/**
 * Looks up what the caller and the service's registration name.
 * @throws InvalidInput when the caller names an objective that is not set, or too many are named
 */
export async function objectivesFor(
  context: Context,
  { environment, slos = [] }: StoredService,
  asked: readonly string[],
): Promise<Objectives> {
  const names = [...new Set([...asked, ...slos])];
  refuseTooMany(names);
  const found = await Promise.all(names.map((name) => findSlo(context, { environment, name })));
  const set = found.flatMap((slo) => (slo && !slo.removed ? [slo.objective] : []));
  const missing = names.filter((name) => set.every((objective) => objective.name !== name));
  refuseUnknown(asked, missing, environment);
  return { named: set.map(namedOf), missing };
}

function namedOf(objective: Objective): NamedObjective {
  const { name, service, target, least } = objective;
  return { name, service, limit: (1 - target) * fastestOf(objective), least };
}

function refuseTooMany(names: readonly string[]): void {
  if (names.length <= MOST_OBJECTIVES) return;
  const problem = `are ${names.length} with those that the service is registered with`;
  throw new InvalidInput('Too many objectives are named.', {
    violations: [{ field: 'monitoring.slos', problem, allowed: `at most ${MOST_OBJECTIVES}` }],
  });
}

function refuseUnknown(asked: readonly string[], missing: readonly string[], environment: string): void {
  const violations = asked.flatMap((name, index) =>
    missing.includes(name)
      ? [
          {
            field: `monitoring.slos.${index}`,
            problem: `'${name}' is not set in ${environment}`,
            allowed: 'the name of an objective; track_slo names them',
          },
        ]
      : [],
  );
  if (violations.length > 0) throw new InvalidInput('An objective is not set.', { violations });
}
