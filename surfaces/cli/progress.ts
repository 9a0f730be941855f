import type { z } from 'zod';
import type { deployment } from '../../functions/runs/answer.ts';

/** A deployment as operations answer it: the part that its progress is told from. */
export type Deployment = Pick<
  z.output<typeof deployment>,
  'deploymentId' | 'kind' | 'state' | 'reason' | 'step' | 'steps' | 'weights' | 'lastVerdict'
>;

const ENDS: readonly Deployment['state'][] = ['PROMOTED', 'ROLLED_BACK', 'ABORTED', 'REFUSED', 'FAILED'];

export function isOver({ state }: Deployment): boolean {
  return ENDS.includes(state);
}

const BAR = 20;

/** A share, 0 to 1, as so much of a bar. */
export function bar(share: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * BAR);
  return `${'#'.repeat(filled)}${'-'.repeat(BAR - filled)}`;
}

/** One line: the share of traffic that was read back as a bar, the step, the weights, and why it is so. */
export function progressLine(deployment: Deployment): string {
  const { state, reason, step, steps, weights, lastVerdict } = deployment;
  const words = reason?.words ?? lastVerdict?.words;
  return [
    `[${bar((weights?.readBack ?? 0) / 100)}]`,
    state,
    ...(step === undefined ? [] : [`step ${step + 1} of ${steps.length}`]),
    ...(weights ? [`asked ${weights.asked}%, read back ${weights.readBack}%`] : []),
    ...(words === undefined ? [] : [words]),
    ...waitingFor(deployment),
  ].join('  ');
}

/** Who has to act, and how, while a deployment waits for a person. */
function waitingFor({ state, deploymentId }: Deployment): string[] {
  const on = (commands: string) => [`-> operate ${commands} --deployment-id ${deploymentId}`];
  if (state === 'PAUSED') return on('resume-deployment, promote-deployment or abort-deployment');
  return state === 'AWAITING_APPROVAL' ? on('approve or reject, as a second person,') : [];
}
