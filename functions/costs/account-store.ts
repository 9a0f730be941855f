import type { Head } from '../../core/audit/chain.ts';
import type { LedgerTotals } from '../../core/costs/ledger.ts';
import type { Meter } from '../../core/costs/meter.ts';
import { itemKeyOf } from '../audit/item.ts';
import { commit } from '../commit.ts';
import type { Context } from '../context.ts';
import { readItem } from '../items.ts';
import { readable } from '../schema-version.ts';

/** An analysis that was asked for. */
export interface Asked {
  readonly id: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Whether Cost Explorer is asked for its forecast, too. */
  readonly predictions: boolean;
  /** Requests to Cost Explorer that it may make. */
  readonly mostRequests: number;
}

/** An analysis that ended, in the few words that its pages do not say. */
export interface Done extends Asked {
  readonly completedAt: string;
  readonly meter: Meter;
  /** Dollars a month, each resource once. */
  readonly monthlySaving: number;
  readonly recommendations: number;
  readonly pages: number;
  readonly ledger: LedgerTotals;
  /** What is not on, or was not allowed, and what that hides. */
  readonly missing: readonly string[];
  readonly notSeen: readonly string[];
}

/** The account's analyses: the one that runs, and the last that ended. */
export interface AccountCosts {
  readonly running?: Asked;
  readonly done?: Done;
}

export type StoredCosts = AccountCosts & { readonly head?: Head };

const RESOURCE = 'costs/account';

export async function readCosts(context: Context): Promise<StoredCosts> {
  const item = await readItem(context, itemKeyOf(context, RESOURCE));
  if (!item) return {};
  const { costs, head } = readable(item);
  return { ...(costs as AccountCosts), head: head as Head };
}

/** @throws RecordChanged when another analysis was begun or ended since */
export async function saveCosts(
  context: Context,
  { head }: StoredCosts,
  costs: AccountCosts,
  words: string,
  answer?: unknown,
): Promise<void> {
  const item = { costs };
  await commit(context, {
    resource: RESOURCE,
    head,
    item,
    words,
    ...(answer !== undefined && { answer }),
  });
}
