import type { Optimization } from '../../../core/performance/optimization.ts';
import type { Context } from '../../context.ts';
import { readLease } from '../../runs/lease.ts';
import { readDeployment } from '../../runs/store.ts';
import { disarmDeadman } from '../deadman.ts';
import { restoreLatest } from '../revisions/function-revision.ts';
import { saveOptimization } from '../store.ts';
import type { Subject } from '../subject.ts';

/**
 * Ends an optimization that never came to a deployment: everything is as it was, but for a revision that nobody uses. One
 * whose deployment was begun and not written down is left to that deployment.
 * @returns false while AWS is at work on the function
 */
export async function takeBack(context: Context, subject: Subject, why: string): Promise<boolean> {
  const { optimization, record, reference } = subject;
  const { state, undo } = optimization;
  if (state.name === 'BEGUN') {
    if (undo.type === 'function' && !(await restoreLatest(context, undo))) return false;
    const carried = await carriedBy(context, subject, state.version);
    const at = new Date(context.clock.now()).toISOString();
    const after: Optimization = { ...optimization, state: carried ?? { name: 'FAILED', at, why } };
    const words = carried ? `${carried.deploymentId} deploys it already.` : `It is given up: ${why}`;
    await saveOptimization(context, record, after, words);
  }
  await disarmDeadman(context, reference);
  return true;
}

/** The deployment that was begun for it by a call whose answer was lost. */
async function carriedBy(context: Context, { reference }: Subject, version: string | undefined) {
  if (version === undefined) return undefined;
  const lease = await readLease(context, reference.environment, reference.service);
  if (!lease?.deploymentId.startsWith('dep-')) return undefined;
  const { id, requestedBy } = await readDeployment(context, lease.deploymentId);
  if (!requestedBy.endsWith(`/${reference.id}`)) return undefined;
  return { name: 'DEPLOYING', version, deploymentId: id } as const;
}
