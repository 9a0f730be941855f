import { DependencyFailed, TooManyRequests } from '../../core/errors.ts';
import type { Clock } from '../../functions/clock.ts';
import { type Deployment, isOver, progressLine } from './progress.ts';

export interface Screen {
  readonly isTerminal: boolean;
  readonly columns?: number;
  write(text: string): void;
}

const POLL_MS = 2_000;
const PATIENCE = 10;

/**
 * Follows a deployment to its end, on a terminal in one line that changes, elsewhere in a line per change.
 * @param read gives the deployment as it stands; a few answers in a row may fail
 * @returns the deployment in its last state
 */
export async function follow(
  read: () => Promise<Deployment>,
  clock: Clock,
  screen: Screen,
): Promise<Deployment> {
  let shown = '';
  for (;;) {
    const deployment = await patiently(read, clock);
    const line = progressLine(deployment);
    if (line !== shown) show(screen, line);
    shown = line;
    if (isOver(deployment)) {
      if (screen.isTerminal) screen.write('\n');
      return deployment;
    }
    await clock.sleep(POLL_MS);
  }
}

/** Reads again after a failure that may pass by itself. */
async function patiently(read: () => Promise<Deployment>, clock: Clock): Promise<Deployment> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      const passing = error instanceof DependencyFailed || error instanceof TooManyRequests;
      if (!passing || attempt === PATIENCE) throw error;
      await clock.sleep(POLL_MS);
    }
  }
}

function show(screen: Screen, line: string): void {
  if (screen.isTerminal) screen.write(`\r\u001b[2K${line.slice(0, (screen.columns ?? 80) - 1)}`);
  else screen.write(`${line}\n`);
}
