import type { Context } from '../context.ts';
import type { Target } from '../target.ts';
import { readChaos } from './store.ts';

/** The service that a run is about. @throws NotFound */
export async function targetOfChaos(
  { experimentId }: { readonly experimentId: string },
  context: Context,
): Promise<Target> {
  const { environment, service } = await readChaos(context, experimentId);
  return { environment, service };
}
