import type { Change } from './change.ts';
import type { Capacity } from './facts.ts';

/**
 * How many units a measurement of an instant is of. Units that were begun count once they can be ready; those that were
 * let go count no longer.
 */
export function unitsAt(
  at: number,
  { units, ready }: Pick<Capacity, 'units' | 'ready'>,
  changes: readonly Change[],
  leadMs: number,
): number {
  // Newest first: the oldest change that had not come into effect by then says what there was before it.
  const later = changes.filter((one) => at < Date.parse(one.at) + (one.direction === 'out' ? leadMs : 0));
  const first = later.at(-1);
  // The newest one's units may be ready earlier than expected.
  if (
    !first ||
    (later.length === 1 &&
      first.direction === 'out' &&
      ready >= first.to &&
      at >= Date.parse(first.at) + leadMs / 2)
  )
    return Math.max(1, Math.min(ready, units ?? ready) || ready);
  return Math.max(1, first.from);
}
