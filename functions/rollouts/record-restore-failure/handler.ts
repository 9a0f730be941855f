import { isTerminal, transition } from '../../../core/rollout/state.ts';
import { publish } from '../../deployments/events.ts';
import { readDeployment, saveDeployment } from '../../deployments/store.ts';
import type { Handler } from '../../operation.ts';
import { isoNow } from '../job.ts';
import type { definition } from './definition.ts';

/** The lease is kept on purpose: nobody deploys to a service that is not known to serve one version. */
export const handler: Handler<typeof definition> = async (input, context) => {
  const before = await readDeployment(context, input.deploymentId);
  if (isTerminal(before.state)) return { next: 'done' };
  const words = `The old version could not be restored: ${input.error}: ${input.cause.slice(0, 500)}`;
  const reason = { code: 'RESTORE_FAILED', words } as const;
  const state = transition(before.state, { type: 'restore-failed', at: isoNow(context), reason });
  const record = await saveDeployment(context, before, { ...before, state }, { words });
  await publish(context, 'DeploymentFailed', record);
  return { next: 'done', reason };
};
