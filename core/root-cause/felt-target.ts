import type { Target } from './calls.ts';
import { byChance } from './confidence.ts';
import { clarityOf } from './excess.ts';
import { ENOUGH, type Facts, type Ranking, rankCauses } from './rank-causes.ts';

/** A ranking with the target from which it was followed; none where nothing is known to be felt anywhere. */
export interface FeltRanking {
  readonly ranking: Ranking;
  readonly target?: Target;
}

/**
 * Ranks the causes of what is felt at one of several services, as failed requests or as waiting. Of what is clearly
 * felt, that goes first which something else than the service itself explains: a caller that gives up waiting fails
 * too, and of both only the waiting leads on. Then what is surest.
 * @param candidates the most telling first, which decides where nothing else does
 */
export function rankFelt(facts: Omit<Facts, 'target'>, candidates: readonly Target[]): FeltRanking {
  // Whoever looks at several places finds something at one of them.
  const enough = byChance(candidates.length, ENOUGH);
  const [first] = candidates
    .filter((target) => clarityOf(facts.series ?? [], target) >= enough)
    .map((target) => ({ target, ranking: rankCauses({ ...facts, target }) }))
    .sort((one, other) => isElsewhere(other) - isElsewhere(one) || surenessOf(other) - surenessOf(one));
  return first ?? { ranking: rankCauses(facts) };
}

type Ranked = Required<FeltRanking>;

function isElsewhere({ target, ranking: { causes } }: Ranked): number {
  return causes[0] !== undefined && causes[0].node !== target.node ? 1 : 0;
}

function surenessOf({ ranking: { causes } }: Ranked): number {
  return causes[0]?.confidence ?? 0;
}
