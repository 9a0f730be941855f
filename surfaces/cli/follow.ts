import { DependencyFailed, TooManyRequests } from '../../core/errors.ts';
import type { Clock } from '../../functions/clock.ts';
import { tinted } from './colour.ts';

export interface Screen {
  readonly isTerminal: boolean;
  readonly columns?: number;
  /** Whether states have colours; not when missing. */
  readonly colours?: boolean;
  write(text: string): void;
}

/** How long work is told while it goes on. */
export interface Telling<Work> {
  readonly line: (work: Work) => string;
  readonly isOver: (work: Work) => boolean;
  /** Lines that stay, oldest first; each is shown once. */
  readonly news?: (work: Work) => readonly string[];
}

const POLL_MS = 2_000;
const PATIENCE = 10;

/**
 * Follows long work to its end, on a terminal in one line that changes, elsewhere in a line per change.
 * @param read gives the work as it stands; a few answers in a row may fail
 * @returns the work in its last state
 */
export async function follow<Work>(
  read: () => Promise<Work>,
  { line, isOver, news = () => [] }: Telling<Work>,
  clock: Clock,
  screen: Screen,
): Promise<Work> {
  const told = new Set<string>();
  let shown = '';
  for (;;) {
    const work = await patiently(read, clock);
    const fresh = news(work).filter((words) => !told.has(words));
    for (const words of fresh) told.add(words);
    const now = line(work);
    if (fresh.length > 0) tell(screen, fresh);
    if (now !== shown || (fresh.length > 0 && screen.isTerminal)) show(screen, now);
    shown = now;
    if (isOver(work)) {
      if (screen.isTerminal) screen.write('\n');
      return work;
    }
    await clock.sleep(POLL_MS);
  }
}

/** Reads again after a failure that may pass by itself. */
async function patiently<Work>(read: () => Promise<Work>, clock: Clock): Promise<Work> {
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

const CLEARED = '\r\u001b[2K';

function tell(screen: Screen, lines: readonly string[]): void {
  const start = screen.isTerminal ? CLEARED : '';
  screen.write(`${start}${painted(screen, lines.join('\n'))}\n`);
}

function show(screen: Screen, line: string): void {
  if (screen.isTerminal)
    screen.write(`${CLEARED}${painted(screen, line.slice(0, (screen.columns ?? 80) - 1))}`);
  else screen.write(`${painted(screen, line)}\n`);
}

function painted({ colours = false }: Screen, text: string): string {
  return colours ? tinted(text) : text;
}
