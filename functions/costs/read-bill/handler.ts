import { anomaliesIn } from '../../../core/costs/anomalies.ts';
import { addDays, type BillRow, dayOf, type Window } from '../../../core/costs/bill.ts';
import { monthForecast } from '../../../core/costs/month-forecast.ts';
import type { Unseen } from '../../../core/inventory/resource.ts';
import type { Context } from '../../context.ts';
import { unseenFor, unseenWords } from '../../inventory/refused.ts';
import type { Handler } from '../../operation.ts';
import { readCosts } from '../account-store.ts';
import { BILL, type Bill } from '../bill-store.ts';
import { CostExplorer } from '../cost-explorer.ts';
import { writePart } from '../parts-store.ts';
import { readBudgets } from './budgets.ts';
import type { definition } from './definition.ts';
import { explain } from './drivers.ts';
import { awsForecast } from './forecast.ts';
import { rowsByService, taggedRows } from './rows.ts';

/** Fourteen weeks: enough for a month, the month before, and eight weeks before any day of the last one. */
const KNOWN_DAYS = 98;
/** Of an analysis that is no longer the running one nothing more is asked. */
const NO_REQUESTS = 0;

export const handler: Handler<typeof definition> = async ({ analysisId }, context) => {
  const { running } = await readCosts(context);
  const asked = running?.id === analysisId ? running : undefined;
  const explorer = new CostExplorer(context, {
    analysisId,
    mostRequests: asked?.mostRequests ?? NO_REQUESTS,
  });
  const bill = await gathered(context, explorer, asked?.predictions ?? false);
  await writePart(context, analysisId, BILL, bill);
  return { part: BILL, requests: bill.metered.requests, rows: bill.rows.length };
};

/** Each part by itself, so that one that is refused leaves the others. */
async function gathered(context: Context, explorer: CostExplorer, predictions: boolean): Promise<Bill> {
  const today = dayOf(context.clock.now());
  const asked: Window = { from: addDays(today, -KNOWN_DAYS), to: today };
  const unseen: Unseen[] = [];
  const attempt = async <T>(what: string, ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask();
    } catch (error) {
      unseen.push(unseenFor(what, error));
      return undefined;
    }
  };
  const rows = (await attempt('bill by service', () => rowsByService(explorer, asked))) ?? [];
  const known = { ...asked, from: rows.reduce((first, { day }) => (day < first ? day : first), today) };
  const tagged = await attempt('bill by application', () => taggedRows(explorer, asked));
  const budgets = (await attempt('budgets', () => readBudgets(context))) ?? [];
  const aws = predictions
    ? await attempt("AWS's forecast", () => awsForecast(context, explorer, rows, today))
    : undefined;
  const { anomalies, unknown } = anomaliesIn(rows, today, known.from);
  const explained = await explain(explorer, anomalies, today, (words) =>
    unseen.push({ what: 'drivers', why: 'CALL_BUDGET', detail: words }),
  );
  const forecast = aws ?? monthForecast(rows, today, known.from);
  return {
    known,
    rows,
    tagged: tagged ?? [],
    budgets,
    anomalies: explained,
    ...(forecast && { forecast }),
    missing: missingOf(tagged, unseen),
    notSeen: [...unseen.map(unseenWords), ...tooLittle(rows, unknown)],
    metered: { requests: await explorer.requests(), metrics: 0 },
  };
}

function missingOf(tagged: readonly unknown[] | undefined, unseen: readonly Unseen[]): string[] {
  const isOff = tagged !== undefined && tagged.length === 0;
  return [
    ...(isOff
      ? [
          'Cost by application: nothing is billed under the tags operate:service and operate:environment. The payer account activates them as cost allocation tags (Billing, Cost allocation tags); they count from then on.',
        ]
      : []),
    ...unseen
      .filter(({ why }) => why === 'ACCESS_DENIED')
      .map(({ what }) => `${what}: access was denied; the payer account decides who sees the bill.`),
  ];
}

function tooLittle(rows: readonly BillRow[], unknown: readonly string[]): string[] {
  if (rows.length === 0 || unknown.length === 0) return [];
  return ['anomalies: fewer than four weeks of the bill are known before the last one.'];
}
