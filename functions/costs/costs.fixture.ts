import { type Installation, install } from '../../test/flows/installation.ts';
import { runStep } from '../../test/flows/step.ts';
import { type Asked, readCosts, saveCosts } from './account-store.ts';
import { type Found, partOf } from './found.ts';
import { readPart } from './parts-store.ts';

export const DAY_MS = 86_400_000;
const HALF_DAY_MS = DAY_MS / 2;
const DAYS = 14;
export const ANALYSIS = 'cost-1';

/** An account in the middle of a month, with metrics of two weeks. */
export async function costsHouse() {
  const installation = await install({}, { metricDays: 16, from: Date.UTC(2026, 2, 11, 9) });
  const { account, clock, context } = installation;
  const ago = (days: number) => new Date(clock.now() - days * DAY_MS);
  return {
    ...installation,
    ago,
    /** The day so many days ago. */
    day: (days: number) => ago(days).toISOString().slice(0, 10),
    put: account.estate.put.bind(account.estate),
    /** The same value on every day that is looked back to. */
    measure(namespace: string, metric: string, dimensions: Record<string, string>, value: number): void {
      const midnight = Math.floor(clock.now() / DAY_MS) * DAY_MS;
      for (let day = 0; day < DAYS; day++)
        account.cloudWatch.record({
          namespace,
          metric,
          dimensions,
          at: midnight - day * DAY_MS - HALF_DAY_MS,
          value,
        });
    },
    /** Writes an analysis as running that no machine works on. */
    async begin(more: Partial<Asked> = {}): Promise<void> {
      const asked = { id: ANALYSIS, startedAt: ago(0).toISOString(), predictions: false, mostRequests: 10 };
      const costs = { running: { ...asked, ...more } };
      await saveCosts(context, await readCosts(context), costs, 'It was begun.');
    },
    run: (step: string, input: object = {}) =>
      runStep(installation as Installation, step, { analysisId: ANALYSIS, ...input }),
    /** What a step kept. */
    async found(part: string): Promise<Found> {
      const found = await readPart<Found>(context, ANALYSIS, partOf(part));
      if (!found) throw new Error(`Nothing was kept of ${part}.`);
      return found;
    },
  };
}

export type CostsHouse = Awaited<ReturnType<typeof costsHouse>>;
