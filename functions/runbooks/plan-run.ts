import { type Plan, runbookHash } from '../../core/runbook/plan.ts';
import { firstToDo } from '../../core/runbook/resume.ts';
import type { PlannedStep, RunRecord, RunTarget } from '../../core/runbook/run.ts';
import type { Runbook, RunbookStep } from '../../core/runbook/runbook.ts';
import { knownTool } from '../../core/runbook/tool.ts';
import type { Context } from '../context.ts';
import { askTool } from './ask-tool.ts';
import type { Planned } from './step/step-input.ts';

/**
 * What a run of a runbook would do to a target now: every tool reads what it would act on, and says what it would do.
 * @param resumed a run that goes on from a held one: the plans of the steps that were begun stay as they were
 * @throws Refused when a tool cannot act on the target, DependencyFailed when one cannot be asked
 */
export async function planRun(
  context: Context,
  runbook: Runbook,
  target: RunTarget,
  resumed?: Pick<RunRecord, 'steps' | 'plan'>,
): Promise<Plan> {
  const kept = resumed ? plansKept(resumed) : [];
  const known = new Map(kept.map((planned) => [planned.name, planned]));
  const steps = await Promise.all(
    runbook.steps.map((step) => known.get(step.name) ?? planStep(context, target, step)),
  );
  return { runbookHash: runbookHash(runbook), target, steps };
}

/** A step that was begun acts on what it recorded then; its tool would take its own effect for the world's. */
function plansKept({ steps, plan }: Pick<RunRecord, 'steps' | 'plan'>): PlannedStep[] {
  const first = firstToDo({ steps, plan });
  const count = first ? steps.indexOf(first) : steps.length;
  const begun = steps.filter(({ state }, index) => index < count || state.name !== 'WAITING');
  const kept = new Set(begun.map(({ name }) => name));
  return plan.filter(({ name }) => kept.has(name));
}

async function planStep(context: Context, target: RunTarget, step: RunbookStep): Promise<PlannedStep> {
  const { name, tool, params, inverse } = step;
  const field = step.command ?? step.query ?? step.action;
  const { changes, kind } = knownTool(step);
  const told = kind === 'call' ? await askTool(context, target, step) : ofMachine(step);
  return {
    name,
    tool,
    ...(field !== undefined && { field }),
    params,
    changes,
    ...(inverse && { inverse }),
    words: told.words,
    ...(changes && { effect: told.effect }),
    seen: told.seen ?? null,
    costDollars: told.costDollars,
  };
}

/** What the machine does itself. */
function ofMachine(step: RunbookStep): Planned {
  const { kind, costDollars } = knownTool(step);
  const words =
    kind === 'wait' ? `Waits ${String(step.params['seconds'])} s.` : `Asks a person: ${step.action ?? ''}`;
  return { words, effect: '', seen: null, costDollars };
}

/** What preconditions may ask of the target: what it is, and what the steps' tools read of it. */
export function targetFacts(target: RunTarget, type: string, { steps }: Plan): Record<string, unknown> {
  const seen = steps.map((step) => step.seen).filter((value) => isPlain(value));
  return Object.assign({}, ...seen, { ...target, type }) as Record<string, unknown>;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
