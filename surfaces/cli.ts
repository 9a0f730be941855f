import { type Definition, kebab } from '../functions/operation.ts';
import { callOperation } from './cli/call.ts';
import { type LocalCommand, programHelp } from './cli/help.ts';
import { errorAsJson, renderError } from './cli/output.ts';
import { REPLAY_VERDICT, replayVerdict } from './cli/replay-verdict.ts';
import type { Terminal } from './cli/terminal.ts';
import { UsageError } from './cli/usage-error.ts';

export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

const HELP = ['--help', '-h'];

type Run = (words: readonly string[], terminal: Terminal) => Promise<number>;

/** Commands that need no API. */
const LOCAL: readonly (LocalCommand & { readonly run: Run })[] = [{ ...REPLAY_VERDICT, run: replayVerdict }];

/**
 * The program `operate`.
 * @param words the command line after the program's name
 * @returns the exit code: 0 done, 1 failed or refused, 2 wrong usage
 */
export async function operate(
  catalog: readonly Definition[],
  words: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const shown = catalog.filter(({ surfaces }) => surfaces.includes('cli'));
  const [command = '--help', ...rest] = words;
  try {
    if ([...HELP, 'help'].includes(command)) {
      terminal.write(`${programHelp(shown, LOCAL)}\n`);
      return EXIT.done;
    }
    const local = LOCAL.find(({ name }) => name === command);
    if (local) return await runLocal(local, rest, terminal);
    return await callOperation(catalog, find(shown, command), rest, terminal);
  } catch (error) {
    return tell(error as Error, words.includes('--json'), terminal);
  }
}

async function runLocal(
  { name, summary, run }: (typeof LOCAL)[number],
  words: readonly string[],
  terminal: Terminal,
): Promise<number> {
  if (!words.some((word) => HELP.includes(word))) return await run(words, terminal);
  terminal.write(`Usage: operate ${name}\n\n${summary}\n`);
  return EXIT.done;
}

function find(catalog: readonly Definition[], command: string): Definition {
  const found = catalog.find(({ name }) => kebab(name) === kebab(command));
  if (found) return found;
  throw new UsageError(`'${command}' is not a command; 'operate --help' lists them.`);
}

function tell(error: Error, json: boolean, terminal: Terminal): number {
  const text = json ? JSON.stringify(errorAsJson(error), null, 2) : renderError(error);
  terminal.writeError(`${text}\n`);
  return error instanceof UsageError ? EXIT.usage : EXIT.failed;
}
