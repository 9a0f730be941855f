import { addDays, spendOf, type Window } from '../../core/costs/bill.ts';
import type { Ranked } from '../../core/costs/counted.ts';
import { LIST_PRICES } from '../../core/costs/prices/list-prices.ts';
import type { Context } from '../context.ts';
import { wrongField } from '../record-list.ts';
import type { Done } from './account-store.ts';
import { BILL, type Bill, type TaggedRow } from './bill-store.ts';
import { cents } from './cents.ts';
import { PAGE_SIZE, pageName } from './page.ts';
import { readPart } from './parts-store.ts';

/** What of an analysis is wanted. */
export interface Shown {
  readonly timeWindow: string;
  readonly services?: readonly string[] | undefined;
  readonly limit: number;
  readonly nextToken?: string | undefined;
}

const MONTH_DAYS = 30;

/** A finished analysis as it is answered, from what it kept: nothing is asked of AWS again. */
export async function viewOf(context: Context, done: Done, shown: Shown) {
  const bill = await readPart<Bill>(context, done.id, BILL);
  const { items, nextToken } = await recommendationsFrom(context, done, shown);
  const { monthlySaving, recommendations } = done;
  return {
    status: 'COMPLETE' as const,
    analysisId: done.id,
    asOf: done.completedAt,
    spent: done.meter,
    ...(bill && bill.rows.length > 0 && spendView(bill, shown)),
    ...(bill && { budgets: cents(bill.budgets), anomalies: cents(anomaliesOf(bill, shown)) }),
    ...(bill?.forecast && { forecast: cents(bill.forecast) }),
    savings: cents({
      monthly: monthlySaving,
      ...shareOfBill(bill, monthlySaving),
      recommendations,
      items,
    }),
    ledger: cents(done.ledger),
    prices: LIST_PRICES.words,
    missing: [...done.missing],
    notSeen: [...done.notSeen],
    ...(nextToken !== undefined && { nextToken }),
  };
}

function spendView(bill: Bill, { timeWindow, services = [] }: Shown) {
  const window = { from: addDays(bill.known.to, -Number.parseInt(timeWindow, 10)), to: bill.known.to };
  return {
    spend: cents(spendOf(bill.rows, window, bill.known, namesOfAws(bill, services))),
    applications: cents(applicationsOf(bill.tagged, window, services)),
  };
}

/** Registered services are no services of AWS: where only such are asked for, the whole bill is shown beside them. */
function namesOfAws({ rows }: Bill, services: readonly string[]): readonly string[] {
  const known = new Set(rows.map(({ service }) => service));
  return services.filter((name) => known.has(name));
}

function anomaliesOf(bill: Bill, { services = [] }: Shown): Bill['anomalies'] {
  const wanted = namesOfAws(bill, services);
  return bill.anomalies.filter(({ service }) => wanted.length === 0 || wanted.includes(service));
}

function applicationsOf(rows: readonly TaggedRow[], { from, to }: Window, services: readonly string[]) {
  const named = rows.filter(({ service }) => services.includes(service));
  const inside = (named.length > 0 ? named : rows).filter(({ day }) => day >= from && day < to);
  const groups = Map.groupBy(inside, ({ environment, service }) => `${environment}/${service}`);
  return [...groups.values()]
    .map((some) => ({
      environment: some[0]?.environment ?? '',
      service: some[0]?.service ?? '',
      amount: some.reduce((sum, { amount }) => sum + amount, 0),
      amortised: some.reduce((sum, { amortised }) => sum + amortised, 0),
    }))
    .sort((one, other) => other.amount - one.amount);
}

function shareOfBill(bill: Bill | undefined, saving: number): { shareOfBill?: number } {
  if (!bill || bill.rows.length === 0) return {};
  const { to } = bill.known;
  const { amount } = spendOf(bill.rows, { from: addDays(to, -MONTH_DAYS), to }, bill.known);
  return amount > 0 ? { shareOfBill: saving / amount } : {};
}

async function recommendationsFrom(
  context: Context,
  done: Done,
  { limit, nextToken, services = [] }: Shown,
): Promise<{ items: Ranked[]; nextToken?: string }> {
  const first = nextToken === undefined ? 0 : positionOf(nextToken, done.id);
  const items: Ranked[] = [];
  let next = first;
  while (items.length < limit && next < done.recommendations) {
    const page = (await readPart<Ranked[]>(context, done.id, pageName(Math.floor(next / PAGE_SIZE)))) ?? [];
    const rest = page.slice(next % PAGE_SIZE);
    if (rest.length === 0) break;
    for (const one of rest) {
      if (items.length >= limit) break;
      next += 1;
      if (isWanted(one, services)) items.push(one);
    }
  }
  return { items, ...(next < done.recommendations && { nextToken: tokenOf(done.id, next) }) };
}

/** Of registered services by their tags; names of AWS's services choose among bills, not among resources. */
function isWanted({ service }: Ranked, services: readonly string[]): boolean {
  const registered = services.filter((name) => /^[a-z][a-z0-9-]*$/.test(name));
  return registered.length === 0 || (service !== undefined && registered.includes(service));
}

function tokenOf(id: string, position: number): string {
  return Buffer.from(`${id}:${position}`).toString('base64url');
}

function positionOf(token: string, id: string): number {
  const [of, position] = Buffer.from(token, 'base64url').toString('utf8').split(':');
  if (of !== id || !/^\d{1,6}$/.test(position ?? ''))
    throw wrongField('nextToken', 'is not a token of this analysis', 'the nextToken of the answer before');
  return Number(position);
}
