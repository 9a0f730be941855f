import { InvalidInput } from '../../core/errors.ts';

/** What an approval is about. */
export interface Subject {
  readonly kind: 'deployment' | 'run';
  readonly id: string;
}

/** @throws InvalidInput unless exactly one is named */
export function oneSubject(input: {
  readonly deploymentId?: string | undefined;
  readonly runId?: string | undefined;
}): Subject {
  const { deploymentId, runId } = input;
  if (deploymentId !== undefined && runId === undefined) return { kind: 'deployment', id: deploymentId };
  if (runId !== undefined && deploymentId === undefined) return { kind: 'run', id: runId };
  const problem = runId === undefined ? 'is missing' : 'is given together with runId';
  throw new InvalidInput('Either a deployment or a run has to be named.', {
    violations: [{ field: 'deploymentId', problem, allowed: 'exactly one of deploymentId and runId' }],
  });
}
