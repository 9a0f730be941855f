import { BudgetsClient, DescribeBudgetsCommand } from '@aws-sdk/client-budgets';
import { type BudgetState, budgetState } from '../../../core/costs/budget.ts';
import type { Context } from '../../context.ts';

const MOST_PAGES = 10;

/** Budgets of costs in dollars; those of usage and of coverage say nothing of money. */
export async function readBudgets({ clients, environment }: Context): Promise<BudgetState[]> {
  const found: BudgetState[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await clients(BudgetsClient).send(
      new DescribeBudgetsCommand({ AccountId: environment.account, ...(NextToken && { NextToken }) }),
    );
    for (const one of answer.Budgets ?? []) {
      const limit = Number(one.BudgetLimit?.Amount);
      if (one.BudgetType !== 'COST' || !Number.isFinite(limit)) continue;
      const forecast = Number(one.CalculatedSpend?.ForecastedSpend?.Amount);
      found.push(
        budgetState({
          name: one.BudgetName ?? '',
          limit,
          actual: Number(one.CalculatedSpend?.ActualSpend?.Amount ?? 0),
          ...(Number.isFinite(forecast) && { forecast }),
          period: one.TimeUnit ?? '',
        }),
      );
    }
    NextToken = answer.NextToken;
    if (!NextToken) break;
  }
  return found;
}
