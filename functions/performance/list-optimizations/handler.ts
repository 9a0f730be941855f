import { totalsOf } from '../../../core/performance/ledger.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { readService } from '../../services/store.ts';
import { followAll } from '../follow.ts';
import { listPerformance, type PerformanceRecord, readPerformance } from '../store.ts';
import { optimizationView } from '../view.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async ({ environment, service, limit }, context) => {
  const records = await recordsOf(context, environment, service);
  const found = await Promise.all(
    records.map(async (record) => ({
      service: record.service,
      optimizations: await followAll(context, record.optimizations),
    })),
  );
  const all = found.flatMap((one) => one.optimizations);
  const listed = found
    .flatMap((one) => one.optimizations.map((optimization) => optimizationView(one.service, optimization)))
    .toSorted((one, other) => (one.at < other.at ? 1 : -1));
  return {
    environment,
    optimizations: listed.slice(0, limit),
    ledger: totalsOf(all),
    more: Math.max(0, listed.length - limit),
  };
};

async function recordsOf(
  context: Context,
  environment: string,
  service: string | undefined,
): Promise<readonly PerformanceRecord[]> {
  if (service === undefined) return listPerformance(context, environment);
  await readService(context, environment, service);
  return [await readPerformance(context, { environment, service })];
}
