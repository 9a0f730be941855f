import { type Definition, kebab, type ShortForm } from '../../functions/operation.ts';
import { UsageError } from './usage-error.ts';

/** An operation as it was called on the command line. */
export interface Command {
  readonly definition: Definition;
  /** There when it was called by its short form. */
  readonly short?: ShortForm;
}

/**
 * The operation that a command means: its name in either case, or its short form.
 * @throws UsageError for a word that is no command
 */
export function findCommand(catalog: readonly Definition[], word: string): Command {
  const named = catalog.find(({ name }) => kebab(name) === kebab(word));
  if (named) return { definition: named };
  for (const definition of catalog) {
    const { shortForm } = definition;
    if (shortForm?.command === word) return { definition, short: shortForm };
  }
  throw new UsageError(`'${word}' is not a command; 'operate --help' lists them.`);
}
