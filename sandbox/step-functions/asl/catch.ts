import type { Catcher, State } from './definition.ts';
import type { StatesError } from './errors.ts';
import { coversError } from './match-error.ts';
import type { Outcome } from './states/outcome.ts';

/** The first Catcher of a state that covers the error. */
export function findCatcher(state: State, error: StatesError): Catcher | undefined {
  const catchers = 'Catch' in state ? (state.Catch ?? []) : [];
  return catchers.find(({ ErrorEquals }) => coversError(ErrorEquals, error));
}

/** `$states.errorOutput`, which is also what a Catcher hands on unless it has an Output. */
export function errorOutput({ error, reason }: StatesError): { Error: string; Cause: string } {
  return { Error: error ?? '', Cause: reason ?? '' };
}

export function caught(catcher: Catcher): Outcome {
  return { exit: catcher, next: catcher.Next };
}
