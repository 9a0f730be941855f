import { Internal } from '../../../core/errors.ts';
import { onFailure } from '../../../core/rollout/decide.ts';
import type { Reason } from '../../../core/rollout/reason.ts';
import { waitingSince } from '../../../core/rollout/state.ts';
import type { Context } from '../../context.ts';
import { saveDeployment } from '../../runs/store.ts';
import type { Driver, Proof } from '../driver.ts';
import { jobOf, runningRecord } from '../job.ts';

const AGAIN_SECONDS = 10;

/** Proves the new version's health on the data plane, or says why that has to be waited for or given up. */
export async function prove(context: Context, driver: Driver, input: { deploymentId: string; step: number }) {
  const record = await runningRecord(context, driver, input.deploymentId);
  const step = record.steps[input.step];
  if (!step || record.state.name !== 'PREPARING')
    throw new Internal(`Deployment ${record.id} is not preparing step ${input.step}.`);
  if (record.command?.kind === 'PAUSE')
    return hold(input.step, { code: 'PAUSED_BY_PERSON', words: `Paused by ${record.command.by}.` });
  const proof = await driver.prove(context, jobOf(record, driver), step);
  const waited = context.clock.now() - Date.parse(waitingSince(record.state));
  const late = waited > record.healthCheckTimeoutSeconds * 1000;
  if (proof.state === 'pending' && !late)
    return { next: 'wait' as const, step: input.step, seconds: AGAIN_SECONDS };
  if (proof.state === 'healthy') {
    await saveDeployment(context, record, record, { words: `Health proved: ${proof.words}` });
    return { next: 'shift' as const, step: input.step };
  }
  const decided = onFailure(record, failure(proof, late, record.healthCheckTimeoutSeconds));
  return { ...decided, step: input.step };
}

function failure(proof: Proof, late: boolean, timeoutSeconds: number): Reason {
  const after = late && proof.state === 'pending' ? ` after ${timeoutSeconds} s` : '';
  return {
    code: 'HEALTH_NOT_PROVED',
    words: `The new version's health was not proved${after}: ${proof.words}`,
  };
}

function hold(step: number, reason: Reason) {
  return { next: 'hold' as const, step, reason };
}
