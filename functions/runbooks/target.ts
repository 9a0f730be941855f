import type { Context } from '../context.ts';
import type { Target } from '../target.ts';
import { readRun } from './store.ts';

/** The service that a run works on. @throws NotFound */
export async function targetOfRun({ runId }: { readonly runId: string }, context: Context): Promise<Target> {
  const { target } = await readRun(context, runId);
  return { environment: target.environment, service: target.service };
}
