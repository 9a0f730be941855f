import { knownTool } from '../../../core/runbook/tool.ts';
import type { Context } from '../../context.ts';
import { carryOut } from './do.ts';
import { readOnce } from './read.ts';
import type { ChangeInput, Planned, ReadInput } from './step-input.ts';
import { plannedJob } from './step-record.ts';
import type { ChangingTool, PlannedWords, ReadingTool } from './tool-work.ts';
import { undo } from './undo.ts';
import { look } from './verify.ts';

/** One phase of a step of a tool that changes something. */
export async function changingStep<Before, Result>(
  tool: ChangingTool<Before, Result>,
  input: ChangeInput,
  context: Context,
) {
  switch (input.phase) {
    case 'do':
      return carryOut(tool, context, input);
    case 'verify':
      return look(tool, context, input);
    case 'undo':
      return undo(tool, context, input);
    case 'plan': {
      const job = await plannedJob(context, input);
      const before = await tool.observe(context, job);
      return planOf(tool.name, tool.plan(before, job), tool.bound ? tool.bound(before) : before);
    }
  }
}

/** One phase of a step of a tool that only reads, or tells. */
export async function readingStep<Result>(tool: ReadingTool<Result>, input: ReadInput, context: Context) {
  if (input.phase === 'do') return readOnce(tool, context, input);
  const job = await plannedJob(context, input);
  const seen = (await tool.observe?.(context, job)) ?? null;
  return planOf(tool.name, tool.plan(job), seen);
}

function planOf(tool: string, { words, effect, costDollars }: PlannedWords, seen: unknown): Planned {
  return { words, effect, seen, costDollars: costDollars ?? knownTool({ tool }).costDollars };
}
