import { canonical, digest } from '../canonical.ts';
import type { PlannedStep, RunStep, RunTarget } from './run.ts';
import type { Runbook } from './runbook.ts';
import { knownTool } from './tool.ts';

/** Everything that an approval is bound to. */
export interface Plan {
  readonly runbookHash: string;
  readonly target: RunTarget;
  readonly steps: readonly PlannedStep[];
}

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

/** Names of the steps of a plan that change something. */
export function changingSteps(plan: readonly PlannedStep[]): ReadonlySet<string> {
  return new Set(plan.filter(({ changes }) => changes).map(({ name }) => name));
}

/** Whether carrying a step out twice has the effect of once. */
export function isIdempotent(
  plan: readonly PlannedStep[],
  { name, tool }: Pick<RunStep, 'name' | 'tool'>,
): boolean {
  const action = plan.find((planned) => planned.name === name)?.field;
  return knownTool({ tool, action }).idempotent;
}

/** Dollars that a plan's steps cost, by their tools' estimates. */
export function planCost(steps: readonly PlannedStep[]): number {
  return steps.reduce((sum, { costDollars }) => sum + costDollars, 0);
}
