import type { Definition } from '../../../functions/operation.ts';
import { EXIT } from '../exit.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { commandWords } from './words.ts';
import { zshScript } from './zsh.ts';

const SHELLS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** What a script is made from. */
export interface CompletionSurroundings {
  readonly catalog: readonly Definition[];
  readonly local: readonly { readonly name: string; readonly summary: string }[];
  readonly terminal: Pick<Terminal, 'write'>;
}

/**
 * Prints the script that completes command lines in a shell.
 * @returns the exit code
 * @throws UsageError for a shell that is not known
 */
export function completion(
  [shell = '', ...rest]: readonly string[],
  { catalog, local, terminal }: CompletionSurroundings,
): number {
  if (!isKnown(shell) || rest.length > 0) throw new UsageError('Which shell? One of bash, zsh and fish.');
  terminal.write(SHELLS[shell](commandWords(catalog, local)));
  return EXIT.done;
}

function isKnown(shell: string): shell is keyof typeof SHELLS {
  return Object.hasOwn(SHELLS, shell);
}
