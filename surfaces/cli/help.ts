import { type Definition, kebab, type ShortForm } from '../../functions/operation.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import { PROGRAM_FLAGS } from './argv.ts';
import type { Command } from './command.ts';
import { type Flag, flagsOf } from './flags.ts';
import type { LocalCommand } from './local-commands.ts';

/** The help of the whole program. */
export function programHelp(
  catalog: readonly Definition[],
  local: readonly Pick<LocalCommand, 'name' | 'summary'>[],
): string {
  const nouns = [...new Set(catalog.map(({ noun }) => noun))];
  const groups = nouns.map((noun) => {
    const own = catalog.filter((definition) => definition.noun === noun);
    return section(
      noun,
      own.map(({ name, summary, shortForm }) => [
        [kebab(name), ...(shortForm ? [shortForm.command] : [])].join(', '),
        summary,
      ]),
    );
  });
  return [
    'Usage: operate <command> [--flag value ...]',
    ...groups,
    section(
      'on this machine',
      local.map(({ name, summary }) => [name, summary]),
    ),
    section('every command', programRows()),
    'Exit codes: 0 done, 1 failed or refused, 2 wrong usage, 3 neither: something is missing or was not seen.',
  ].join('\n\n');
}

/** The help of one operation, by its name or by its short form. */
export function operationHelp({ definition, short }: Command, input: JsonSchema): string {
  const { name, summary, risk } = definition;
  const flags = flagsOf(input);
  const rows = flags.map((flag): [string, string] => [
    [...alsoCalled(flag, short), flag.name].map((one) => `--${one}`).join(', ') + words(flag),
    told(flag, short),
  ]);
  return [
    `Usage: operate ${short?.command ?? kebab(name)} [--flag value ...]`,
    `${summary} (${risk})`,
    ...(short ? [`The short form of ${kebab(name)}.`] : []),
    ...(rows.length > 0 ? [section('flags', rows)] : []),
    section('every command', programRows()),
  ].join('\n\n');
}

function programRows(): [string, string][] {
  return Object.entries(PROGRAM_FLAGS).map(([name, { words, help }]) => [`--${name} ${words}`.trim(), help]);
}

function alsoCalled({ path }: Flag, short: ShortForm | undefined): string[] {
  return Object.entries(short?.flags ?? {}).flatMap(([name, field]) =>
    field === path.join('.') ? [name] : [],
  );
}

function words({ kind, keyed, schema }: Flag): string {
  if (keyed) return '.KEY VALUE';
  if (kind === 'boolean') return '';
  if (schema.enum) return ` ${schema.enum.join('|')}`;
  return { text: ' TEXT', number: ' NUMBER', list: ' A,B', json: ' JSON' }[kind];
}

function told({ path, schema, required: needed, with: choices }: Flag, short: ShortForm | undefined): string {
  const preset = short?.presets?.[path.join('.')];
  const { description, default: fallback = preset } = schema;
  const required = needed && preset === undefined;
  const asides = [
    ...(choices ? [`with ${choices.join(' or ')}`] : []),
    ...(required ? ['required'] : []),
    ...(!required && fallback !== undefined ? [`default ${JSON.stringify(fallback)}`] : []),
  ];
  return [description, asides.length > 0 && `(${asides.join(', ')})`].filter(Boolean).join(' ');
}

function section(title: string, rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  const lines = rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd());
  return [`${title}:`, ...lines].join('\n');
}
