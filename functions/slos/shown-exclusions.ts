import type { Exclusion } from '../../core/slo/objective.ts';

/** Exclusions as they are answered. */
export function shownExclusions(exclusions: readonly Exclusion[]) {
  return exclusions.map(({ id, window, agreed, by, at }) => {
    const days = 'days' in window ? `${window.days.join(', ')} ` : '';
    const zone = 'days' in window ? ` ${window.timeZone}` : '';
    return {
      exclusionId: id,
      words: `${days}${window.from} to ${window.to}${zone}: ${window.reason}`,
      agreed,
      by,
      at,
    };
  });
}
