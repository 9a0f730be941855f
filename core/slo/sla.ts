import { instantOf, wallTimeAt } from '../zoned-time.ts';
import { attainedOf } from './budget.ts';
import type { Days } from './day-slots.ts';
import { agreedOnly, excludedBy } from './exclusions.ts';
import type { Exclusion, Objective } from './objective.ts';
import { type Range, tally } from './tally.ts';
import { addMonths } from './window.ts';

/** What customers were promised for each month of their contract. */
export interface Sla {
  readonly name: string;
  readonly target: number;
  /** Day of the month on which contract months begin, 1 to 28. */
  readonly startDay: number;
  readonly timeZone: string;
  /** Share of the month's bill that is given back when less than `below` was attained; the largest that applies. */
  readonly credits: readonly { readonly below: number; readonly credit: number }[];
}

/** A contract month. OPEN is not over; NO_DATA was measured nowhere, and is neither kept nor broken. */
export interface ContractMonth {
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly state: 'KEPT' | 'BROKEN' | 'OPEN' | 'NO_DATA';
  readonly attained?: number;
  /** Share of the bill. */
  readonly credit: number;
  /** Share of the month, as far as it has gone, of which something is known or that was agreed not to count. */
  readonly coverage: number;
}

/** The contract month that is `back` months before the one around an instant. */
export function contractMonth({ startDay, timeZone }: Sla, at: number, back: number): Range {
  const wall = new Date(wallTimeAt(at, timeZone));
  const begin = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), startDay);
  const current = begin > wall.getTime() ? addMonths(begin, -1) : begin;
  return {
    from: instantOf(addMonths(current, -back), timeZone),
    to: instantOf(addMonths(current, 1 - back), timeZone),
  };
}

/**
 * How a contract month went. Only what was agreed upon with the customers is left out, whatever else the objective
 * excludes for itself.
 * @param countedTo up to where it was counted, milliseconds
 */
export function slaMonth(
  objective: Objective & { readonly sla: Sla },
  days: Days,
  exclusions: readonly Exclusion[],
  { from, to }: Range,
  countedTo: number,
): ContractMonth {
  const { sla } = objective;
  const end = Math.min(to, countedTo);
  const excluded = excludedBy(agreedOnly(exclusions), objective.slotSeconds);
  const counted = tally(objective, days, { from, to: end }, excluded);
  const attained = attainedOf(counted);
  const slots = counted.known + counted.unknown + counted.impossible + counted.excluded;
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    state: stateOf(attained, sla, countedTo < to),
    ...(attained !== undefined && { attained }),
    credit: attained === undefined ? 0 : creditOf(sla, attained),
    coverage: slots === 0 ? 0 : (counted.known + counted.excluded) / slots,
  };
}

function stateOf(attained: number | undefined, { target }: Sla, isOpen: boolean): ContractMonth['state'] {
  if (attained === undefined) return 'NO_DATA';
  if (isOpen) return 'OPEN';
  return attained >= target ? 'KEPT' : 'BROKEN';
}

function creditOf({ credits }: Sla, attained: number): number {
  return Math.max(0, ...credits.filter(({ below }) => attained < below).map(({ credit }) => credit));
}
