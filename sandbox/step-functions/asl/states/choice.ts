import type { ChoiceState } from '../definition.ts';
import { StatesError } from '../errors.ts';
import type { Visit } from '../visit.ts';
import type { Outcome } from './outcome.ts';

/** A rule brings its own Assign and Output; those of the state belong to its Default. */
export async function runChoice(visit: Visit, state: ChoiceState): Promise<Outcome> {
  for (const [index, rule] of state.Choices.entries()) {
    const field = `Choices[${index}]/Condition`;
    const holds = await visit.evaluate(rule.Condition, field);
    if (typeof holds !== 'boolean') throw visit.unexpectedType(rule.Condition, field, 'boolean', holds);
    if (holds) return { exit: rule, next: rule.Next };
  }
  if (state.Default !== undefined) return { exit: state, next: state.Default };
  throw new StatesError(
    'States.NoChoiceMatched',
    visit.explain('No choice rule matched and there is no Default.'),
  );
}
