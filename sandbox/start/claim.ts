import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another process keeps its state in the same directory. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning';
}

/**
 * Takes a state directory for this process; the answer gives it back. What a killed process left is taken over.
 * @throws AlreadyRunning when the process that has it lives
 */
export function claim(state: string, name: string): () => void {
  mkdirSync(state, { recursive: true });
  const file = join(state, 'sandbox.pid');
  const holder = holderOf(file);
  if (holder !== undefined && isAlive(holder))
    throw new AlreadyRunning(
      `The sandbox '${name}' is running already, as process ${holder}: end that one, or start another with --name. (${file} says so.)`,
    );
  if (holder !== undefined) rmSync(file);
  take(file, name);
  return () => rmSync(file, { force: true });
}

/** Linking is exclusive and whole: of two that start in the same moment only one goes on. */
function take(file: string, name: string): void {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, `${process.pid}\n`);
  try {
    linkSync(own, file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    throw new AlreadyRunning(`The sandbox '${name}' is being started by another process.`, { cause });
  } finally {
    rmSync(own);
  }
}

function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether a process of this id runs on this machine. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process cannot be signalled, but it runs.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
