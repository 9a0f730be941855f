import type { DeploymentRecord, StoredDeployment } from '../../core/rollout/record.ts';
import type { Context } from '../context.ts';
import { RecordChanged, type WriteItem } from '../table.ts';
import { releaseLease } from './lease.ts';
import { saveDeployment } from './store.ts';

/**
 * Writes a terminal state and gives the lease back in the same transaction. A lease that expired and was taken
 * by another deployment is left to it.
 */
export async function finish(
  context: Context,
  before: StoredDeployment,
  after: DeploymentRecord,
  words: string,
  more: readonly WriteItem[] = [],
): Promise<StoredDeployment> {
  const { id: deploymentId, environment, service } = before;
  const release = releaseLease(context, { environment, service, deploymentId });
  try {
    return await saveDeployment(context, before, after, { words, more: [release, ...more] });
  } catch (error) {
    if (!(error instanceof RecordChanged) || error.write !== 0) throw error;
    return saveDeployment(context, before, after, { words, more });
  }
}
