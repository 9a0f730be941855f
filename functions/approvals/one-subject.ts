import { InvalidInput } from '../../core/errors.ts';

/** What an approval is about. */
export interface Subject {
  readonly kind: 'deployment' | 'run' | 'scaling';
  readonly id: string;
}

/** @throws InvalidInput unless exactly one is named */
export function oneSubject(input: {
  readonly deploymentId?: string | undefined;
  readonly runId?: string | undefined;
  readonly scalingId?: string | undefined;
}): Subject {
  const { deploymentId, runId, scalingId } = input;
  const named: Subject[] = [
    ...(deploymentId === undefined ? [] : [{ kind: 'deployment' as const, id: deploymentId }]),
    ...(runId === undefined ? [] : [{ kind: 'run' as const, id: runId }]),
    ...(scalingId === undefined ? [] : [{ kind: 'scaling' as const, id: scalingId }]),
  ];
  const [one, ...others] = named;
  if (one && others.length === 0) return one;
  const problem = one ? `is given together with another one` : 'is missing';
  throw new InvalidInput('One deployment, run or change of capacity has to be named.', {
    violations: [
      { field: 'deploymentId', problem, allowed: 'exactly one of deploymentId, runId and scalingId' },
    ],
  });
}
