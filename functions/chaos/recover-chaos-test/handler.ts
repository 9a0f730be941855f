import type { StoredChaos } from '../../../core/chaos/record.ts';
import { earlyOf, transition } from '../../../core/chaos/state.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { carryOutEnd, conclude } from '../conclude.ts';
import { moveDeadman } from '../deadman.ts';
import { isRestoring, startRestoring, stopChaos } from '../execution.ts';
import { findChaos, saveChaos } from '../store.ts';
import type { definition } from './definition.ts';

/** After this many attempts at taking back that died, a person has to look. */
const ATTEMPTS = 5;
/** How long an attempt may take before it is looked after again. */
const ATTEMPT_SECONDS = 1200;

/** Idempotent: events come more than once and late, and a deadman may strike for a run that was never written down. */
export const handler: Handler<typeof definition> = async ({ experimentId, cause }, context) => {
  const [id = ''] = experimentId.split('.');
  const found = await findChaos(context, id);
  if (!found) return {};
  if (found.state.name === 'ENDED') {
    await carryOutEnd(context, found);
    return {};
  }
  const record = await toRestoring(context, found, cause);
  await moveDeadman(context, id, context.clock.now() + ATTEMPT_SECONDS * 1000);
  await stopChaos(context, id, 'What it injected is being taken back.');
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++)
    if ((await startRestoring(context, record, attempt)) || (await isRestoring(context, id, attempt)))
      return { attempt };
  await carryOutEnd(context, await conclude(context, record, false));
  return {};
};

const WORDS = {
  EXECUTION_ENDED: 'The machine of the experiment ended before the experiment did.',
  DEADLINE_PASSED: 'The experiment was not over by its deadline.',
} as const;

async function toRestoring(
  context: Context,
  before: StoredChaos,
  cause: keyof typeof WORDS,
): Promise<StoredChaos> {
  if (before.state.name === 'RESTORING' || before.state.name === 'RECOVERING') return before;
  const at = new Date(context.clock.now()).toISOString();
  const early = { ...earlyOf(before.state), failed: WORDS[cause] };
  const state = transition(before.state, { type: 'restoring', at, ...early });
  return saveChaos(context, before, { ...before, state }, { words: WORDS[cause] });
}
