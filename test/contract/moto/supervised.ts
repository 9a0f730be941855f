import { type ChildProcess, spawn } from 'node:child_process';
import { systemClock } from '../../../functions/clock.ts';

/**
 * Runs a command until whoever holds the other end of stdin is gone, or so many seconds have passed: a server that
 * a test started must not outlive the test, not even when that was killed.
 */
function supervise(seconds: number, command: string, args: readonly string[]): ChildProcess {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const end = () => child.kill('SIGKILL');
  process.stdin.resume().once('close', end).once('end', end);
  void systemClock.sleep(seconds * 1_000).then(end);
  child.once('error', () => process.exit(127));
  child.once('exit', (code) => process.exit(code ?? 0));
  return child;
}

const [seconds = '0', command = '', ...args] = process.argv.slice(2);
supervise(Number(seconds), command, args);
