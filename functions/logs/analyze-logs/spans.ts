import { InvalidInput } from '../../../core/errors.ts';
import { before, type Side, type Span } from '../../../core/logs/times.ts';

const DAY_MS = 86_400_000;
const SHORTEST_MS = 1_000;
const LONGEST_MS = 7 * DAY_MS;

/**
 * The period that is asked about, up to now, and the same length of time before it.
 * @throws InvalidInput for a period that is empty, too long, or yet to come
 */
export function spansOf(
  { startTime, endTime }: { readonly startTime: string; readonly endTime: string },
  now: number,
): Record<Side, Span> {
  const [from, asked] = [Date.parse(startTime), Date.parse(endTime)];
  const to = Math.min(asked, Math.floor(now));
  if (asked - from < SHORTEST_MS)
    throw invalid('endTime', 'is not after startTime', 'a time at least a second after startTime');
  if (asked - from > LONGEST_MS)
    throw invalid('endTime', 'is more than 7 days after startTime', 'at most 7 days after startTime');
  if (to - from < SHORTEST_MS) throw invalid('startTime', 'is yet to come', 'a time that is over');
  const period = { from, to };
  return { period, before: before(period) };
}

function invalid(field: string, problem: string, allowed: string): InvalidInput {
  return new InvalidInput(`${field} ${problem}.`, { violations: [{ field, problem, allowed }] });
}
