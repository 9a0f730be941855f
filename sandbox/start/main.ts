import { UnsoundRunbooks } from '../../lib/manifest/runbooks.ts';
import { AlreadyRunning } from './claim.ts';
import { openSandbox } from './live-sandbox.ts';
import { startOptions, USAGE, WrongUsage } from './options.ts';
import { endAsked, run } from './run.ts';
import { welcome } from './welcome.ts';

/**
 * Runs a live sandbox until it is ended.
 * @param words the command line after the program's name
 * @returns the exit code: 0 ended by a person, 1 the name is taken, 2 wrong usage, or runbooks that are not sound
 */
export async function start(words: readonly string[], directory: string): Promise<number> {
  try {
    const options = startOptions(words, directory);
    if (!options) {
      console.log(USAGE);
      return 0;
    }
    const ended = endAsked();
    const sandbox = await openSandbox(options);
    console.log(welcome(options, sandbox, process.uptime()));
    await run(sandbox, ended, (line) => console.log(line));
    return 0;
  } catch (error) {
    if (error instanceof AlreadyRunning) return refuse(error, 1);
    if (error instanceof WrongUsage || error instanceof UnsoundRunbooks) return refuse(error, 2);
    throw error;
  }
}

function refuse({ message, name }: Error, code: number): number {
  console.error(name === 'WrongUsage' ? `${message}\n\n${USAGE}` : message);
  return code;
}
