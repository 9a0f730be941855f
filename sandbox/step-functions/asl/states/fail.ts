import type { FailState, Template } from '../definition.ts';
import { StatesError } from '../errors.ts';
import type { Visit } from '../visit.ts';

/** @throws StatesError always: the state's own error, which may have no name and no cause. */
export async function runFail(visit: Visit, state: FailState): Promise<never> {
  throw new StatesError(
    await evaluateText(visit, state.Error, 'Error'),
    await evaluateText(visit, state.Cause, 'Cause'),
  );
}

async function evaluateText(
  visit: Visit,
  template: Template | undefined,
  field: string,
): Promise<string | undefined> {
  if (template === undefined) return undefined;
  const value = await visit.evaluate(template, field);
  if (typeof value === 'string') return value;
  throw visit.unexpectedType(template, field, 'string', value);
}
