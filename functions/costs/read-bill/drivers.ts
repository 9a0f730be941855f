import { type Anomaly, driversOf } from '../../../core/costs/anomalies.ts';
import { addDays } from '../../../core/costs/bill.ts';
import { isAwsError } from '../../../core/errors.ts';
import { CallBudgetSpent } from '../../inventory/lister.ts';
import type { ExplainedAnomaly } from '../bill-store.ts';
import type { CostExplorer } from '../cost-explorer.ts';
import { ONLY_USAGE } from './rows.ts';

/** Anomalies whose drivers are asked for, a cent each. */
export const MOST_EXPLAINED = 3;
const BEFORE_DAYS = 28;

/** The largest anomalies with what drives them; what could not be asked is told to `leave`. */
export async function explain(
  explorer: CostExplorer,
  anomalies: readonly Anomaly[],
  today: string,
  leave: (words: string) => void,
): Promise<ExplainedAnomaly[]> {
  const explained: ExplainedAnomaly[] = [];
  for (const [place, anomaly] of anomalies.entries()) {
    if (place >= MOST_EXPLAINED) {
      explained.push({ ...anomaly, drivers: [] });
      continue;
    }
    try {
      explained.push({
        ...anomaly,
        drivers: driversOf(anomaly, await byUsageType(explorer, anomaly, today)),
      });
    } catch (error) {
      if (!isAwsError(error) && !(error instanceof CallBudgetSpent)) throw error;
      leave(`What drives ${anomaly.service} could not be asked: ${error.name}.`);
      explained.push({ ...anomaly, drivers: [] });
    }
  }
  return explained;
}

async function byUsageType(explorer: CostExplorer, { service, days }: Anomaly, today: string) {
  const from = addDays(days[0]?.day ?? today, -BEFORE_DAYS);
  const found = await explorer.daily({ from, to: today }, [{ Type: 'DIMENSION', Key: 'USAGE_TYPE' }], {
    And: [{ Dimensions: { Key: 'SERVICE', Values: [service] } }, ONLY_USAGE],
  });
  return found.map(({ day, keys: [usageType = ''], amount, amortised }) => {
    return { day, service: usageType, charge: 'usage' as const, amount, amortised };
  });
}
