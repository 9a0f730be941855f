import type { Health } from '../../core/health/score.ts';

/** Numbers of probes by what they say, of all that are given, as operations answer them. */
export function shownCounts(all: readonly Health['counts'][]) {
  const sum = (of: keyof Health['counts']) => all.reduce((total, counts) => total + counts[of], 0);
  return {
    good: sum('GOOD'),
    warning: sum('WARNING'),
    bad: sum('BAD'),
    idle: sum('IDLE'),
    unseen: sum('UNSEEN'),
  };
}
