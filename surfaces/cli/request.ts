import type { JsonSchema } from '../schema/json-schema.ts';
import { PROGRAM_FLAGS, splitArguments } from './argv.ts';
import { flagValue } from './flag-value.ts';
import { findFlag, flagsOf } from './flags.ts';
import { UsageError } from './usage-error.ts';

type Input = Record<string, unknown>;
export type ProgramFlag = keyof typeof PROGRAM_FLAGS;

/** A command line as a request: the operation's input, and what was said to the program itself. */
export interface Request {
  readonly input: Input;
  readonly program: Readonly<Partial<Record<ProgramFlag, string>>>;
}

/**
 * Reads the words after the command by the operation's input schema. Flags win over `--input`.
 * @param read gives the text of `--input`
 * @param also further names of flags, and the fields that they set
 * @throws UsageError for an unknown flag or a value of another type
 */
export async function requestOf(
  schema: JsonSchema,
  words: readonly string[],
  read: (source: string) => Promise<string>,
  also: Readonly<Record<string, string>> = {},
): Promise<Request> {
  const flags = flagsOf(schema);
  const meant = (name: string) => (Object.hasOwn(also, name) ? (also[name] ?? name) : name);
  const isSwitch = (name: string) =>
    isProgramFlag(name) ? PROGRAM_FLAGS[name].switch : findFlag(flags, meant(name))?.flag.kind === 'boolean';
  const program: Partial<Record<ProgramFlag, string>> = {};
  const given: Input = {};
  for (const { name, value } of splitArguments(words, isSwitch)) {
    if (isProgramFlag(name)) program[name] = value;
    else {
      const found = findFlag(flags, meant(name));
      if (!found) throw new UsageError(`--${name} is not a flag of this command.`);
      place(given, found.path, flagValue(found.flag, value));
    }
  }
  const base = program.input === undefined ? {} : inputFrom(program.input, await read(program.input));
  return { input: merged(base, given), program };
}

/** An input with the fields that nobody named, and which of them that were. */
export interface Filled {
  readonly input: Input;
  readonly filled: readonly string[];
}

/**
 * Fills in fields of the input that nobody named, where the operation has them whatever else is said.
 * @param defaults texts by field, as a flag would have them
 */
export function withDefaults(
  schema: JsonSchema,
  input: Input,
  defaults: Readonly<Record<string, string>>,
): Filled {
  const flags = flagsOf(schema);
  const filled = Object.entries(defaults).flatMap(([field, text]) => {
    const flag = flags.find(({ path, with: choices }) => path.join('.') === field && !choices);
    return flag && input[field] === undefined ? [[field, flagValue(flag, text)] as const] : [];
  });
  return { input: { ...input, ...Object.fromEntries(filled) }, filled: filled.map(([field]) => field) };
}

function isProgramFlag(name: string): name is ProgramFlag {
  return Object.hasOwn(PROGRAM_FLAGS, name);
}

/** Sets a value at a path; a list that is given again grows. */
function place(target: Input, path: readonly string[], value: unknown): void {
  const [field = '', ...rest] = path;
  const present = target[field];
  if (rest.length > 0) {
    const inner = isObject(present) ? present : {};
    target[field] = inner;
    place(inner, rest, value);
  } else target[field] = Array.isArray(present) && Array.isArray(value) ? [...present, ...value] : value;
}

function merged(base: Input, over: Input): Input {
  const result = { ...base };
  for (const [field, value] of Object.entries(over)) {
    const below = result[field];
    result[field] = isObject(below) && isObject(value) ? merged(below, value) : value;
  }
  return result;
}

function inputFrom(source: string, text: string): Input {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Told below, like JSON that is no object.
  }
  throw new UsageError(`--input ${source} does not hold a JSON object.`);
}

function isObject(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
