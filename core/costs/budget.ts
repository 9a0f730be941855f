/** A budget of the account, in dollars. */
export interface Budget {
  readonly name: string;
  readonly limit: number;
  readonly actual: number;
  /** AWS's own; missing while AWS has none. */
  readonly forecast?: number;
  readonly period: string;
}

export interface BudgetState extends Budget {
  readonly state: 'OK' | 'AT_RISK' | 'EXCEEDED';
}

/** EXCEEDED by what was spent, AT_RISK by what is forecast. */
export function budgetState(budget: Budget): BudgetState {
  const { limit, actual, forecast = actual } = budget;
  const state = actual > limit ? 'EXCEEDED' : forecast > limit ? 'AT_RISK' : 'OK';
  return { ...budget, state };
}
