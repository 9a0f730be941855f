import type { Definition } from '../functions/operation.ts';
import { callOperation } from './cli/call.ts';
import { findCommand } from './cli/command.ts';
import { EXIT } from './cli/exit.ts';
import { programHelp } from './cli/help.ts';
import { LOCAL_COMMANDS, type LocalCommand } from './cli/local-commands.ts';
import { errorAsJson, renderError } from './cli/output.ts';
import type { Terminal } from './cli/terminal.ts';
import { UsageError } from './cli/usage-error.ts';

const HELP = ['--help', '-h'];

/**
 * The program `operate`.
 * @param words the command line after the program's name
 * @returns the exit code; see `EXIT`
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
      terminal.write(`${programHelp(shown, LOCAL_COMMANDS)}\n`);
      return EXIT.done;
    }
    const local = LOCAL_COMMANDS.find(({ name }) => name === command);
    if (local) return await runLocal(local, rest, { catalog, terminal });
    return await callOperation(catalog, findCommand(shown, command), rest, terminal);
  } catch (error) {
    return tell(error as Error, words.includes('--json'), terminal);
  }
}

async function runLocal(
  { name, summary, help = '', run }: LocalCommand,
  words: readonly string[],
  surroundings: Parameters<LocalCommand['run']>[1],
): Promise<number> {
  if (!words.some((word) => HELP.includes(word))) return await run(words, surroundings);
  surroundings.terminal.write(`Usage: operate ${name}\n\n${summary}\n${help && `\n${help}\n`}`);
  return EXIT.done;
}

function tell(error: Error, json: boolean, terminal: Terminal): number {
  const text = json ? JSON.stringify(errorAsJson(error), null, 2) : renderError(error);
  terminal.writeError(`${text}\n`);
  return error instanceof UsageError ? EXIT.usage : EXIT.failed;
}
