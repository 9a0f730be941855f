import { isTerminal } from '../../../core/rollout/state.ts';
import type { Handler } from '../../operation.ts';
import { readDeployment } from '../../runs/store.ts';
import { failRestore } from '../fail-restore.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async ({ deploymentId, error, cause }, context) => {
  const before = await readDeployment(context, deploymentId);
  if (isTerminal(before.state)) return { next: 'done' };
  const words = `The old version could not be restored: ${error}: ${cause.slice(0, 500)}`;
  return failRestore(context, before, words);
};
