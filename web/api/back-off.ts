/** Milliseconds between two looks while something stirs, while nothing does, and while nobody answers. */
export const PACE = { least: 1_000, quiet: 10_000, failing: 60_000, growth: 1.5 };

/** How long to wait for the next look: what changed is looked at again soon, what stands still ever later. */
export function nextDelay(before: number, came: 'changed' | 'same' | 'failed'): number {
  if (came === 'changed') return PACE.least;
  const grown = Math.max(PACE.least, before) * (came === 'failed' ? 2 : PACE.growth);
  return Math.min(grown, came === 'failed' ? PACE.failing : PACE.quiet);
}
