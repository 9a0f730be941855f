import type { StoredDeployment } from '../../core/rollout/record.ts';
import { transition } from '../../core/rollout/state.ts';
import type { Context } from '../context.ts';
import { publish } from '../runs/events.ts';
import { saveDeployment } from '../runs/store.ts';
import { isoNow } from './job.ts';

/**
 * Records that a service could not be brought back to one version, and calls for a person. The lease is not given
 * back: until it runs out nobody deploys to a service that is not known to serve one version.
 */
export async function failRestore(context: Context, before: StoredDeployment, words: string) {
  const reason = { code: 'RESTORE_FAILED', words } as const;
  const state = transition(before.state, { type: 'restore-failed', at: isoNow(context), reason });
  const record = await saveDeployment(context, before, { ...before, state }, { words });
  await publish(context, 'DeploymentFailed', record);
  return { next: 'done' as const, reason };
}
