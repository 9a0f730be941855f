import { reasonOf, type StoredDeployment } from '../../../core/rollout/record.ts';
import { isTerminal } from '../../../core/rollout/state.ts';
import type { Context } from '../../context.ts';
import { readDeployment } from '../../runs/store.ts';
import type { Restored } from '../step/tool-work.ts';
import { begunWith, rollBackOnce } from './road.ts';

/** Ends of the keys under which a rollback is taken back: one more where a try came to nothing. */
const TRIES = ['undo', 'undo-2', 'undo-3', 'undo-4'] as const;

/**
 * Brings the version back from which a step has gone: a rollback on its way is ended, one that was promoted is rolled
 * back itself. May be called again; each try is one call, whose answer is kept under its key.
 * @param key of the step
 * @param id the deployment that the step has begun
 * @param version what served before it
 */
export async function comeBack(
  context: Context,
  key: string,
  id: string,
  version: string,
): Promise<Restored> {
  for (const name of TRIES) {
    const own = `${key}/${name}`;
    const forth = await begunWith(context, own, id);
    if (forth === undefined) return tryOnce(context, own, await readDeployment(context, id), version);
    const seen = await readDeployment(context, forth);
    // Its execution may not have been started, or not been stopped, by the call that wrote it down.
    if (!isTerminal(seen.state)) await rollBackOnce(context, own, id);
    if (forth === id) {
      // One that was promoted before it could be ended is rolled back by the next try.
      if (seen.state.name === 'PROMOTED') continue;
      return isTerminal(seen.state) ? ended(seen, version) : ending(seen);
    }
    if (reasonOf(seen.state)?.code !== 'NEVER_STARTED') return cameBack(seen, version);
  }
  return {
    state: 'impossible',
    words: `${TRIES.length} deployments that bring ${version} back came to nothing.`,
  };
}

async function tryOnce(
  context: Context,
  key: string,
  rollback: StoredDeployment,
  version: string,
): Promise<Restored> {
  const { id, state } = rollback;
  if (state.name === 'RESTORING') return ending(rollback);
  if (isTerminal(state) && state.name !== 'PROMOTED') return ended(rollback, version);
  await rollBackOnce(context, key, id);
  return { state: 'waiting', words: `${version} is brought back.` };
}

function ending({ id }: StoredDeployment): Restored {
  return { state: 'waiting', words: `The rollback ${id} is being ended.` };
}

/** A failure other than that of a restore came before anything was changed, or was put right. */
function ended({ id, state }: StoredDeployment, version: string): Restored {
  return reasonOf(state)?.code === 'RESTORE_FAILED'
    ? { state: 'impossible', words: `The rollback ${id} FAILED; a person has to look.` }
    : { state: 'restored', words: `The rollback ${id} is ${state.name}: ${version} serves.` };
}

function cameBack({ id, state }: StoredDeployment, version: string): Restored {
  if (state.name === 'PROMOTED') return { state: 'restored', words: `${version} serves again, by ${id}.` };
  const words = `The deployment ${id} that brings ${version} back is ${state.name}.`;
  return { state: isTerminal(state) ? 'impossible' : 'waiting', words };
}
