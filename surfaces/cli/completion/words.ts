import { type Definition, kebab } from '../../../functions/operation.ts';
import { inputOf } from '../../schema/input-of.ts';
import { PROGRAM_FLAGS } from '../argv.ts';
import { type Flag, flagsOf } from '../flags.ts';

/** A flag as a shell completes it. */
export interface FlagWords {
  /** Without dashes. */
  readonly name: string;
  readonly help: string;
  readonly values: readonly string[];
  readonly takes: 'nothing' | 'file' | 'value';
}

/** A command as a shell completes it. */
export interface CommandWords {
  readonly names: readonly string[];
  readonly summary: string;
  readonly flags: readonly FlagWords[];
}

/** Everything that can be said on a command line, as far as it is fixed. */
export function commandWords(
  catalog: readonly Definition[],
  local: readonly { readonly name: string; readonly summary: string }[],
): readonly CommandWords[] {
  const shown = catalog.filter(({ surfaces }) => surfaces.includes('cli'));
  return [
    ...shown.flatMap(ofOperation),
    ...local.map(({ name, summary }) => ({ names: [name], summary, flags: [] })),
  ];
}

function ofOperation(definition: Definition): CommandWords[] {
  const { name, summary, shortForm } = definition;
  const flags = flagsOf(inputOf(definition));
  const own = [...flags.map(flagWords), ...PROGRAM];
  const words = { names: [kebab(name)], summary, flags: own };
  if (!shortForm) return [words];
  const also = Object.entries(shortForm.flags ?? {}).flatMap(([other, field]) => {
    const flag = flags.find(({ path }) => path.join('.') === field);
    return flag ? [{ ...flagWords(flag), name: other }] : [];
  });
  return [words, { names: [shortForm.command], summary, flags: [...also, ...own] }];
}

function flagWords({ name, kind, keyed, schema }: Flag): FlagWords {
  const { description = '', enum: values = [] } = schema;
  return {
    name: keyed ? `${name}.` : name,
    help: description,
    values: values.map(String),
    takes: kind === 'boolean' ? 'nothing' : 'value',
  };
}

const PROGRAM: readonly FlagWords[] = Object.entries(PROGRAM_FLAGS).map(
  ([name, { help, switch: alone }]) => ({
    name,
    help,
    values: [],
    takes: alone ? 'nothing' : name === 'input' ? 'file' : 'value',
  }),
);
