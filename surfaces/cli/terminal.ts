import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { type Clock, systemClock } from '../../functions/clock.ts';
import type { Send } from '../client.ts';
import { type Machine, thisMachine } from './machine.ts';
import { type Passes, sender } from './send.ts';
import type { Surroundings, Target } from './target.ts';
import { UsageError } from './usage-error.ts';

/** Everything of the outside that the program touches. */
export interface Terminal extends Surroundings {
  readonly clock: Clock;
  readonly isTerminal: boolean;
  readonly columns?: number;
  readonly newKey: () => string;
  readonly sender: (target: Target, profile: string, passes: Passes) => Send;
  /** Text of a file, or of standard input for `-`; rejects with UsageError when it cannot be read. */
  readonly read: (source: string) => Promise<string>;
  /** The lines of standard input as they come. */
  readonly lines: () => AsyncIterable<string>;
  readonly machine: Machine;
  write(text: string): void;
  writeError(text: string): void;
}

/** Where nobody says how wide it is, such as in a file. */
const COLUMNS = 120;

/** The terminal that the process was started from. */
export function processTerminal(): Terminal {
  return {
    env: process.env,
    directory: process.cwd(),
    isAlive,
    clock: systemClock,
    isTerminal: process.stdout.isTTY === true,
    columns: process.stdout.columns ?? COLUMNS,
    newKey: randomUUID,
    sender,
    read: readSource,
    lines: () => createInterface({ input: process.stdin }),
    machine: thisMachine,
    write: (words) => process.stdout.write(words),
    writeError: (words) => process.stderr.write(words),
  };
}

async function readSource(source: string): Promise<string> {
  try {
    return source === '-' ? await text(process.stdin) : await readFile(source, 'utf8');
  } catch (cause) {
    throw new UsageError(`${source} cannot be read: ${(cause as Error).message}.`, { cause });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process cannot be signalled, but it runs.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
