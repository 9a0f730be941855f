import type { Context } from '../context.ts';
import type { Target } from '../target.ts';
import { readDeployment } from './store.ts';

/** The service of a deployment. @throws NotFound */
export async function targetOfDeployment(
  { deploymentId }: { readonly deploymentId: string },
  context: Context,
): Promise<Target> {
  const { environment, service } = await readDeployment(context, deploymentId);
  return { environment, service };
}
