import type { Ranked } from './counted.ts';

/** One saving that was recommended, from the first time until it was seen what became of it. */
export interface LedgerEntry {
  readonly rule: string;
  readonly arn: string;
  readonly type: string;
  /** When it was first recommended, ISO 8601. */
  readonly since: string;
  /** Dollars a month, as they were estimated when it was last recommended. */
  readonly estimated: number;
  /** What the resource cost a month then. */
  readonly costBefore: number;
  readonly state: 'OPEN' | 'REALISED' | 'LAPSED' | 'RETURNED';
  /** When that was seen. */
  readonly closedAt?: string;
  /** Dollars a month by which the resource costs less than before, by its configuration as it is now. */
  readonly realised?: number;
}

/** What an analysis saw, as far as the ledger goes. */
export interface Sighting {
  readonly at: string;
  readonly counted: readonly Ranked[];
  /** Types of resources that were listed whole. */
  readonly seenTypes: ReadonlySet<string>;
  /**
   * What the resources of open entries cost a month now, null for one that is there and whose price nobody knows; one of
   * a seen type that is missing is gone.
   */
  readonly costs: ReadonlyMap<string, number | null>;
}

const MOST_ENTRIES = 1000;

/**
 * The ledger after an analysis. What is recommended is open, or came back; what no longer is was either done, and then
 * the resource is gone or costs less, or lapsed by itself. Nothing is said of types that were not seen.
 */
export function afterSighting(entries: readonly LedgerEntry[], seen: Sighting): LedgerEntry[] {
  const known = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const found = new Map(seen.counted.map((one) => [keyOf(one), one]));
  const kept = entries.map((entry) => next(entry, found.get(keyOf(entry)), seen));
  const fresh = seen.counted
    .filter((one) => one.source === 'operate' && !known.has(keyOf(one)))
    .map(({ rule, arn, type, saving, cost = saving }): LedgerEntry => {
      return { rule, arn, type, since: seen.at, estimated: saving, costBefore: cost, state: 'OPEN' };
    });
  return [...kept, ...fresh].toSorted((one, other) => other.estimated - one.estimated).slice(0, MOST_ENTRIES);
}

function next(entry: LedgerEntry, found: Ranked | undefined, seen: Sighting): LedgerEntry {
  if (found) return reopened(entry, found);
  if (entry.state === 'REALISED' || entry.state === 'LAPSED' || !seen.seenTypes.has(entry.type)) return entry;
  const cost = seen.costs.get(entry.arn);
  // Without a price there is no proof of a saving, nor of none.
  if (cost === null) return entry;
  const realised = entry.costBefore - (cost ?? 0);
  const state = realised > entry.costBefore * LEAST_SHARE ? ('REALISED' as const) : ('LAPSED' as const);
  return { ...entry, state, closedAt: seen.at, ...(state === 'REALISED' && { realised }) };
}

/** A change of less is one of rounding. */
const LEAST_SHARE = 0.01;

function reopened(entry: LedgerEntry, { saving, cost = saving }: Ranked): LedgerEntry {
  const { closedAt: _closedAt, realised: _realised, ...open } = entry;
  const state = entry.state === 'OPEN' ? ('OPEN' as const) : ('RETURNED' as const);
  return { ...open, state, estimated: saving, costBefore: cost };
}

function keyOf({ rule, arn }: { readonly rule: string; readonly arn: string }): string {
  return `${rule} ${arn}`;
}

export interface LedgerTotals {
  readonly open: number;
  /** Dollars a month that open entries promise. */
  readonly openSaving: number;
  readonly realised: number;
  /** What the realised ones were estimated at, and what was measured. */
  readonly estimatedSaving: number;
  readonly realisedSaving: number;
  readonly lapsed: number;
}

export function ledgerTotals(entries: readonly LedgerEntry[]): LedgerTotals {
  const open = entries.filter(({ state }) => state === 'OPEN' || state === 'RETURNED');
  const realised = entries.filter(({ state }) => state === 'REALISED');
  return {
    open: open.length,
    openSaving: open.reduce((sum, { estimated }) => sum + estimated, 0),
    realised: realised.length,
    estimatedSaving: realised.reduce((sum, { estimated }) => sum + estimated, 0),
    realisedSaving: realised.reduce((sum, entry) => sum + (entry.realised ?? 0), 0),
    lapsed: entries.filter(({ state }) => state === 'LAPSED').length,
  };
}
