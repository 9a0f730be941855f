import { UsageError } from './usage-error.ts';

/** What follows the command on a command line. */
export interface Argument {
  /** Without dashes; `no-` is taken off a negated switch. */
  readonly name: string;
  readonly value: string;
}

/** Flags that belong to the program rather than to an operation. */
export const PROGRAM_FLAGS = {
  input: {
    switch: false,
    words: 'FILE|-',
    help: 'the whole input as JSON, from a file or from standard input',
  },
  json: { switch: true, words: '', help: 'print the answer, or the problem, as JSON' },
  wait: {
    switch: true,
    words: '',
    help: 'follow a deployment to its end (default; --no-wait returns at once)',
  },
  watch: {
    switch: true,
    words: '',
    help: 'show the progress and each verdict until the end, of what begins or of what is shown',
  },
  'idempotency-key': {
    switch: false,
    words: 'KEY',
    help: 'repeats with one key act once (default: a new key)',
  },
  endpoint: {
    switch: false,
    words: 'URL',
    help: 'the API (default: OPERATE_ENDPOINT, then the live sandbox)',
  },
  profile: {
    switch: false,
    words: 'NAME',
    help: "a profile of 'operate profile', or who to be in the sandbox (default: OPERATE_PROFILE)",
  },
  help: { switch: true, words: '', help: 'this text' },
} as const;

/**
 * Splits arguments into names and values: `--name value`, `--name=value`, and `--name` or `--no-name` where
 * `isSwitch` says that the flag needs no value.
 * @throws UsageError for a word that belongs to no flag, or a flag without its value
 */
export function splitArguments(words: readonly string[], isSwitch: (name: string) => boolean): Argument[] {
  const found: Argument[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '-h') found.push({ name: 'help', value: 'true' });
    else if (!word.startsWith('--')) throw new UsageError(`'${word}' belongs to no flag.`);
    else {
      const known = inline(word, isSwitch);
      const flag = known ?? { name: word.slice(2), value: words[++index] };
      // `--dry-run true` as well as `--dry-run`: help texts speak of true and false.
      if (known && !word.includes('=') && ['true', 'false'].includes(words[index + 1] ?? '')) {
        found.push({
          name: known.name,
          value: String((known.value === 'true') === (words[++index] === 'true')),
        });
        continue;
      }
      if (flag.value === undefined) throw new UsageError(`--${flag.name} needs a value.`);
      found.push({ name: flag.name, value: flag.value });
    }
  }
  return found;
}

/** A flag that carries its value with it, or needs none. */
function inline(word: string, isSwitch: (name: string) => boolean): Argument | undefined {
  const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  if (value !== undefined) return { name, value };
  if (isSwitch(name)) return { name, value: 'true' };
  const positive = name.replace(/^no-/, '');
  return positive !== name && isSwitch(positive) ? { name: positive, value: 'false' } : undefined;
}
