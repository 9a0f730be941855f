import { frozen } from '../freeze/frozen.ts';
import type { ScheduledFloor } from './policy.ts';

/** The highest minimum of the windows that hold at an instant, or begin before units begun then are ready. */
export function scheduledFloor(
  schedules: readonly ScheduledFloor[],
  now: number,
  leadMs: number,
): { readonly floor: number; readonly words: string } | undefined {
  const holding = schedules.filter(({ window }) => holds(window, now) || holds(window, now + leadMs));
  const [first] = holding.toSorted((one, other) => other.min - one.min);
  return first && { floor: first.min, words: `A schedule asks for ${first.min}: ${first.window.reason}` };
}

function holds(window: ScheduledFloor['window'], at: number): boolean {
  return frozen({ calendars: [{ windows: [window] }], stops: [] }, undefined, at).frozen;
}
