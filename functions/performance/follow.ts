import { type Carrier, followed, type Optimization } from '../../core/performance/optimization.ts';
import type { StoredDeployment } from '../../core/rollout/record.ts';
import type { Context } from '../context.ts';
import { readDeployment } from '../runs/store.ts';

/** An optimization as the deployment that carries it has come out by now; nothing is written. */
export async function follow(context: Context, optimization: Optimization): Promise<Optimization> {
  const { state } = optimization;
  if (state.name !== 'DEPLOYING') return optimization;
  const deployment = await readDeployment(context, state.deploymentId);
  return { ...optimization, state: followed(state, carrierOf(context, deployment)) };
}

export function followAll(context: Context, optimizations: readonly Optimization[]): Promise<Optimization[]> {
  return Promise.all(optimizations.map((one) => follow(context, one)));
}

function carrierOf({ clock }: Context, { state }: StoredDeployment): Carrier {
  return {
    name: state.name,
    at: 'at' in state ? state.at : new Date(clock.now()).toISOString(),
    why: 'reason' in state ? state.reason.words : '',
  };
}
