import { CostExplorerClient, GetCostForecastCommand } from '@aws-sdk/client-cost-explorer';
import type { BillRow } from '../../../core/costs/bill.ts';
import { type MonthForecast, monthSoFar, nextMonth } from '../../../core/costs/month-forecast.ts';
import type { Context } from '../../context.ts';
import type { CostExplorer } from '../cost-explorer.ts';
import { ONLY_USAGE } from './rows.ts';

const INTERVAL_PERCENT = 80;

/** What is left of the month as AWS forecasts it, on top of what was spent. */
export async function awsForecast(
  { clients }: Context,
  explorer: CostExplorer,
  rows: readonly BillRow[],
  today: string,
): Promise<MonthForecast> {
  const input = {
    TimePeriod: { Start: today, End: nextMonth(today) },
    Metric: 'UNBLENDED_COST' as const,
    Granularity: 'MONTHLY' as const,
    PredictionIntervalLevel: INTERVAL_PERCENT,
    Filter: ONLY_USAGE,
  };
  const { amount, low, high } = await explorer.once(input, async () => {
    const { Total, ForecastResultsByTime = [] } = await explorer.paid(() =>
      clients(CostExplorerClient).send(new GetCostForecastCommand(input)),
    );
    const bounds = (name: 'PredictionIntervalLowerBound' | 'PredictionIntervalUpperBound') =>
      ForecastResultsByTime.reduce((sum, result) => sum + Number(result[name] ?? 0), 0);
    return {
      amount: Number(Total?.Amount ?? 0),
      low: bounds('PredictionIntervalLowerBound'),
      high: bounds('PredictionIntervalUpperBound'),
    };
  });
  const soFar = monthSoFar(rows, today);
  const month = today.slice(0, 7);
  return {
    month,
    soFar,
    expected: soFar + amount,
    low: soFar + low,
    high: soFar + high,
    source: 'cost-explorer',
  };
}
