import { type Ranked, ranked, totalSaving } from '../../../core/costs/counted.ts';
import { afterSighting, ledgerTotals } from '../../../core/costs/ledger.ts';
import { added, metered } from '../../../core/costs/meter.ts';
import type { Context } from '../../context.ts';
import { unseenWords } from '../../inventory/refused.ts';
import type { Handler } from '../../operation.ts';
import { type Asked, type Done, readCosts, saveCosts } from '../account-store.ts';
import { BILL, type Bill } from '../bill-store.ts';
import { type Found, partOf } from '../found.ts';
import { readLedger, writeLedger } from '../ledger-store.ts';
import { PAGE_SIZE, pageName } from '../page.ts';
import { readPart, readParts, writePart } from '../parts-store.ts';
import { readRequests } from '../requests-store.ts';
import type { definition } from './definition.ts';

type Failed = Parameters<Handler<typeof definition>>[0]['failed'];

/** Called again after a crash it writes the same; of an analysis that is not the running one it writes nothing. */
export const handler: Handler<typeof definition> = async ({ analysisId, failed }, context) => {
  const before = await readCosts(context);
  const { running } = before;
  if (running?.id !== analysisId) return { analysisId, recommendations: before.done?.recommendations ?? 0 };
  const found = [...(await readParts<Found>(context, analysisId, partOf(''))).values()];
  const bill = await readPart<Bill>(context, analysisId, BILL);
  const all = ranked(found.flatMap(({ recommendations }) => recommendations));
  const ledger = await keepLedger(context, all, found);
  await writePages(context, analysisId, all);
  const requests = await readRequests(context, analysisId);
  const done = doneOf(context, running, { all, found, bill, failed, ledger, requests });
  const words = `The costs of the account were analysed: ${all.length} recommendations worth $${done.monthlySaving.toFixed(2)} a month, for $${done.meter.dollars}.`;
  await saveCosts(context, before, { done }, words);
  return { analysisId, recommendations: all.length };
};

/** What no longer is recommended was done, or lapsed; the last look at the resources says which. */
async function keepLedger(context: Context, all: readonly Ranked[], found: readonly Found[]) {
  const after = afterSighting(await readLedger(context), {
    at: new Date(context.clock.now()).toISOString(),
    counted: all.filter(({ insteadOf }) => insteadOf === undefined),
    seenTypes: new Set(found.flatMap(({ seenTypes }) => seenTypes)),
    costs: new Map(found.flatMap(({ costs }) => Object.entries(costs))),
  });
  await writeLedger(context, after);
  return ledgerTotals(after);
}

async function writePages(context: Context, analysisId: string, all: readonly Ranked[]): Promise<void> {
  for (let page = 0; page * PAGE_SIZE < all.length; page++)
    await writePart(context, analysisId, pageName(page), all.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE));
}

interface Gathered {
  readonly all: readonly Ranked[];
  readonly found: readonly Found[];
  readonly bill: Bill | undefined;
  readonly failed: Failed;
  readonly ledger: Done['ledger'];
  /** Those that were paid for, whether their step came to its end or not. */
  readonly requests: number;
}

function doneOf(
  context: Context,
  running: Asked,
  { all, found, bill, failed, ledger, requests }: Gathered,
): Done {
  const counts = found.map((one) => one.metered);
  return {
    ...running,
    completedAt: new Date(context.clock.now()).toISOString(),
    meter: metered(added([...counts, { requests, metrics: 0 }])),
    monthlySaving: totalSaving(all),
    recommendations: all.length,
    pages: Math.ceil(all.length / PAGE_SIZE),
    ledger,
    missing: [...(bill?.missing ?? []), ...found.flatMap(({ missing }) => missing)],
    notSeen: [
      ...(bill?.notSeen ?? []),
      ...found.flatMap(({ unseen }) => unseen.map(unseenWords)),
      ...failed.map(({ part, error }) => `${part}: the step failed (${(error ?? 'unknown').slice(0, 200)}).`),
    ],
  };
}
