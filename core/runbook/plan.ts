import { canonical, digest } from '../canonical.ts';
import type { PlannedStep, RunTarget } from './run.ts';
import type { Runbook } from './runbook.ts';

/** Everything that an approval is bound to. */
export interface Plan {
  readonly runbookHash: string;
  readonly target: RunTarget;
  readonly steps: readonly PlannedStep[];
}

/** Seconds for which what a plan saw is believed when nothing was changed since. */
export const PLAN_SECONDS = 3600;

/** Hash of all that a runbook says; its text may be laid out anew. */
export function runbookHash(runbook: Runbook): string {
  return digest(runbook);
}

/**
 * Hash over what would be done, to what, and over what was seen of the world: the steps, their parameters, the
 * versions of the resources. Words and costs are told with a plan and are no part of it.
 */
export function planHash({ runbookHash, target, steps }: Plan): string {
  const bound = steps.map(({ name, tool, field, params, changes, inverse, seen }) => ({
    name,
    tool,
    field,
    params,
    changes,
    inverse,
    seen,
  }));
  return digest({ runbookHash, target, steps: bound });
}

/** What is not as the plan that was approved says, in words; empty when it still holds. */
export function changesSince(approved: Plan, now: Plan): string[] {
  const changed: string[] = [];
  if (approved.runbookHash !== now.runbookHash) changed.push('the runbook was changed');
  if (canonical(approved.target) !== canonical(now.target)) changed.push('the target is another one');
  const names = new Set([...approved.steps, ...now.steps].map(({ name }) => name));
  for (const name of names) {
    const [before, after] = [approved, now].map(({ steps }) => steps.find((step) => step.name === name));
    if (!before || !after) changed.push(`the step '${name}' is ${after ? 'new' : 'gone'}`);
    else if (canonical(before.seen) !== canonical(after.seen))
      changed.push(`what the step '${name}' acts on was changed`);
    else if (planHash({ ...now, steps: [before] }) !== planHash({ ...now, steps: [after] }))
      changed.push(`the step '${name}' would do something else`);
  }
  return changed;
}

/** Dollars that a plan's steps cost, by their tools' estimates. */
export function planCost(steps: readonly PlannedStep[]): number {
  return steps.reduce((sum, { costDollars }) => sum + costDollars, 0);
}
