import type { State } from './definition.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';
import { serialise } from './limits.ts';
import type { Outcome } from './states/outcome.ts';
import type { ExtraStates, Visit } from './visit.ts';

/** The output of a state and the state after it. */
export interface Step {
  readonly output: Json;
  readonly next: string | undefined;
}

/**
 * Leaves a state: evaluates Assign and Output, both with the variables as they were on entry, and only then sets the
 * variables.
 *
 * @param fallback the output where no Output is written.
 */
export async function exitState(
  visit: Visit,
  type: Exclude<State['Type'], 'Fail'>,
  { exit, next }: Outcome,
  fallback: Json,
  extra: ExtraStates,
): Promise<Step> {
  const assigned = exit.Assign === undefined ? undefined : await visit.evaluate(exit.Assign, 'Assign', extra);
  const output = exit.Output === undefined ? fallback : await visit.evaluate(exit.Output, 'Output', extra);
  const text = serialise(output, `The state/task '${visit.name}' returned a result`);
  visit.frame.trail.record(`${type}StateExited`, {
    stateExitedEventDetails: { name: visit.name, output: text, ...assign(visit, assigned) },
  });
  return { output, next };
}

function assign(visit: Visit, assigned: Json | undefined): { assignedVariables?: Record<string, string> } {
  if (!isJsonObject(assigned)) return {};
  serialise(assigned, `The state/task '${visit.name}' assigned variables`);
  visit.frame.variables.assign(assigned);
  return { assignedVariables: asTexts(assigned) };
}

function asTexts(values: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));
}
