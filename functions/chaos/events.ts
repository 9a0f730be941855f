import type { ChaosRecord } from '../../core/chaos/record.ts';
import type { Context } from '../context.ts';
import { putEvent } from '../put-event.ts';

/** Tells subscribers of the product's bus; at least once, so they recognise a repeat by id and name. */
export async function publishChaos(
  context: Context,
  name: 'ChaosTestStarted' | 'ChaosTestEnded',
  { id, environment, service, experiment, plan, state }: ChaosRecord,
): Promise<void> {
  await putEvent(context, name, {
    experimentId: id,
    experiment: experiment.name,
    environment,
    service,
    fault: plan.fault,
    state: state.name,
    verdict: state.name === 'ENDED' ? state.verdict : null,
    words: state.name === 'ENDED' ? state.words : null,
  });
}
