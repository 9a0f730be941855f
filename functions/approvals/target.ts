import type { Context } from '../context.ts';
import { targetOfRun } from '../runbooks/target.ts';
import { targetOfDeployment } from '../runs/target.ts';
import { serviceOfRequest } from '../scaling/requests.ts';
import type { Target } from '../target.ts';
import { oneSubject } from './one-subject.ts';

/** The service of what waits for an approval. @throws InvalidInput unless one is named, NotFound */
export function targetOfSubject(input: Parameters<typeof oneSubject>[0], context: Context): Promise<Target> {
  const { kind, id } = oneSubject(input);
  if (kind === 'scaling') return serviceOfRequest(context, id);
  return kind === 'run'
    ? targetOfRun({ runId: id }, context)
    : targetOfDeployment({ deploymentId: id }, context);
}
