import type { Runbook, RunbookStep } from './runbook.ts';
import { knownTool } from './tool.ts';

/** Seconds that a machine waits for a step's call, or for the answer to its question. */
export function secondsFor(step: RunbookStep): number {
  return step.timeoutSeconds ?? knownTool(step).timeoutSeconds;
}

/** Seconds that a run may spend on waiting for people's answers: for its approval, and for those of its steps. */
export function secondsForPeople({
  approvalSeconds,
  steps,
}: Pick<Runbook, 'approvalSeconds' | 'steps'>): number {
  const questions = steps.filter((step) => knownTool(step).kind === 'question');
  return questions.reduce((sum, step) => sum + secondsFor(step), approvalSeconds);
}
