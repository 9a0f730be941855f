import type { Count } from './day-slots.ts';
import type { Indicator, MetricTerm, Operator, PlainIndicator, Terms } from './objective.ts';

/** What CloudWatch says of a metric in a slot; undefined where it says nothing. */
export type Reading = (term: MetricTerm) => number | undefined;

const UNKNOWN: Count = { kind: 'unknown' };
/** Statistics are rounded: so much more good than all is no contradiction. */
const ROUNDING = 1e-6;

/**
 * Counts one slot. Nothing said of the total is unknown, never good; a total with nothing said of what is counted is
 * zero of it, since CloudWatch leaves out counters that are zero. What cannot be is impossible, and counts as nothing.
 *
 * Parts of a composite are added up by their weights; it is unknown as soon as one of its parts is.
 */
export function countSlot(indicator: Indicator, read: Reading): Count {
  if (indicator.kind !== 'composite') return countPlain(indicator, read);
  let good = 0;
  let total = 0;
  for (const { weight, indicator: part } of indicator.parts) {
    const count = countPlain(part, read);
    if (count.kind !== 'counted') return count;
    good += weight * count.good;
    total += weight * count.total;
  }
  return { kind: 'counted', good, total };
}

function countPlain(indicator: PlainIndicator, read: Reading): Count {
  switch (indicator.kind) {
    case 'ratio':
      return ofRatio(indicator, read);
    case 'rank':
      return ofRank(indicator, read);
    case 'threshold':
      return ofThreshold(indicator, read);
    case 'raw':
      return ofRaw(indicator, read);
  }
}

function ofRatio(
  { counts, counted, total }: Extract<PlainIndicator, { kind: 'ratio' }>,
  read: Reading,
): Count {
  const all = sum(total, read);
  if (all === undefined) return UNKNOWN;
  const some = sum(counted, read) ?? 0;
  return checked(counts === 'good' ? some : all - some, all);
}

function ofRank({ shares, total }: Extract<PlainIndicator, { kind: 'rank' }>, read: Reading): Count {
  const known = total.flatMap((term, index) => {
    const events = read(term);
    return events === undefined ? [] : [{ events, share: shares[index] && read(shares[index]) }];
  });
  if (known.length === 0) return UNKNOWN;
  let good = 0;
  let all = 0;
  for (const { events, share } of known) {
    all += events;
    if (events === 0) continue;
    if (share === undefined) return impossible('there are events of which no share is told');
    good += (events * share) / 100;
  }
  return checked(good, all);
}

function ofThreshold(
  { metric, op, value }: Extract<PlainIndicator, { kind: 'threshold' }>,
  read: Reading,
): Count {
  const found = sum(metric, read);
  if (found === undefined) return UNKNOWN;
  if (!Number.isFinite(found)) return impossible(`the metric is ${found}`);
  return { kind: 'counted', good: holds(found, op, value) ? 1 : 0, total: 1 };
}

function ofRaw({ metric, is }: Extract<PlainIndicator, { kind: 'raw' }>, read: Reading): Count {
  const share = sum(metric, read);
  if (share === undefined) return UNKNOWN;
  return checked(is === 'success' ? share : 1 - share, 1);
}

function holds(found: number, op: Operator, value: number): boolean {
  switch (op) {
    case 'lte':
      return found <= value;
    case 'lt':
      return found < value;
    case 'gte':
      return found >= value;
    case 'gt':
      return found > value;
  }
}

function checked(good: number, total: number): Count {
  if (!Number.isFinite(good) || !Number.isFinite(total))
    return impossible(`${good} of ${total} is no number of events`);
  if (total < 0 || good < -ROUNDING * Math.max(total, 1))
    return impossible(`${good} of ${total}: a count is negative, or more are bad than there are`);
  if (good > total * (1 + ROUNDING)) return impossible(`${good} are good of ${total}`);
  return { kind: 'counted', good: Math.min(Math.max(good, 0), total), total };
}

function impossible(why: string): Count {
  return { kind: 'impossible', why };
}

/** Nothing only where nothing is said of any. */
function sum(terms: Terms, read: Reading): number | undefined {
  const values = terms.map(read).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : values.reduce((all, value) => all + value, 0);
}

/** All metrics that an indicator reads. */
export function termsOf(indicator: Indicator): MetricTerm[] {
  switch (indicator.kind) {
    case 'composite':
      return indicator.parts.flatMap((part) => termsOf(part.indicator));
    case 'ratio':
      return [...indicator.counted, ...indicator.total];
    case 'rank':
      return [...indicator.shares, ...indicator.total];
    default:
      return [...indicator.metric];
  }
}
