import type { StoredChaos } from '../../../core/chaos/record.ts';
import { transition } from '../../../core/chaos/state.ts';
import { Conflict } from '../../../core/errors.ts';
import { carriedOut } from '../../carried-out.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { aboutRecord } from '../../target.ts';
import { startRestoring, stopChaos } from '../execution.ts';
import { readChaos, saveChaos } from '../store.ts';
import { targetOfChaos } from '../target.ts';
import { viewOf } from '../view.ts';
import type { definition } from './definition.ts';

const stop: Handler<typeof definition> = async ({ experimentId, reason }, context) => {
  const before = await readChaos(context, experimentId);
  // An earlier call may have got no further than its write.
  if (before.state.name === 'RESTORING') await carryOut(context, before);
  refuseEnded(before);
  const words = `Stopped by ${context.call.caller.arn}${reason ? `: ${reason}` : '.'}`;
  const at = new Date(context.clock.now()).toISOString();
  const state = transition(before.state, { type: 'restoring', at, aborted: words });
  const after = { ...before, state };
  const answer = { run: viewOf(after) };
  await saveChaos(context, before, after, { words, answer });
  return answer;
};

function refuseEnded({ state: { name } }: StoredChaos): void {
  if (name === 'RESTORING' || name === 'RECOVERING')
    throw new Conflict(`The experiment is ${name}: it is being taken back already.`);
  if (name === 'ENDED') throw new Conflict('The experiment is ENDED: there is nothing to stop.');
}

/** Ends the execution, and has what it injected taken back by another one. */
async function carryOut(context: Context, record: StoredChaos): Promise<void> {
  if (record.state.name !== 'RESTORING') return;
  await stopChaos(context, record.id, record.state.aborted ?? 'It is being taken back.');
  await startRestoring(context, record, 1);
}

export const handler = aboutRecord(
  carriedOut(stop, async ({ run: { experimentId } }, context) =>
    carryOut(context, await readChaos(context, experimentId)),
  ),
  targetOfChaos,
);
