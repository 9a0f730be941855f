import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../functions/clock.ts';
import { until } from '../../clock/until.ts';

const PROGRAM = fileURLToPath(new URL('./orphans.fixture.ts', import.meta.url));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('tasks of the live plane', () => {
  it.each(['SIGKILL', 'SIGINT'] as const)('do not outlive a sandbox that ends by %s', async (signal) => {
    const sandbox = spawn(process.execPath, [PROGRAM], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: sandbox.stdout });
    const [line] = await once(lines, 'line');
    const pids: number[] = JSON.parse(String(line));
    expect(pids).toHaveLength(2);
    expect(pids.every(isAlive)).toBe(true);
    const exited = once(sandbox, 'exit');
    sandbox.kill(signal);
    await exited;
    await until(systemClock, 'the tasks are gone', () => !pids.some(isAlive), { every: 20, within: 20_000 });
  });
});
