/** An objective whose budget an experiment may use. */
export interface BudgetFacts {
  readonly name: string;
  /** Share of good events, 0 up to, and not, 1. */
  readonly target: number;
  readonly windowSeconds: number;
  /** Share that remains; nothing without data. */
  readonly remaining?: number;
}

/** Taken where no objective is set: three nines over thirty days. */
export const ASSUMED: BudgetFacts = { name: 'assumed', target: 0.999, windowSeconds: 30 * 86_400 };

export interface Harm {
  /** Share of what serves that the fault reaches. */
  readonly affectedShare: number;
  /** Share of the requests there that fail. */
  readonly errorShare: number;
  readonly seconds: number;
}

/**
 * Share of an error budget that an experiment is expected to use:
 * affected share x error share x minutes / minutes of budget.
 */
export function expectedBurn({ affectedShare, errorShare, seconds }: Harm, budget: BudgetFacts): number {
  const budgetSeconds = budget.windowSeconds * (1 - budget.target);
  if (budgetSeconds <= 0) return Number.POSITIVE_INFINITY;
  return (affectedShare * errorShare * seconds) / budgetSeconds;
}
