/** What a charge is: credits, refunds and tax are no spend, and are told apart. */
export const CHARGES = ['usage', 'credit', 'refund', 'tax'] as const;
export type Charge = (typeof CHARGES)[number];

/** What one service cost on one day (UTC), in dollars; negative for credits and refunds. */
export interface BillRow {
  readonly day: string;
  readonly service: string;
  readonly charge: Charge;
  readonly amount: number;
  /** With what was paid ahead spread over its days. */
  readonly amortised: number;
}

/** Days from the first on and before the second. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

export interface ServiceSpend {
  readonly service: string;
  readonly amount: number;
  readonly amortised: number;
  /** Of as many days before; missing where they are not all known. */
  readonly before?: number;
}

export interface Spend extends Window {
  readonly amount: number;
  readonly amortised: number;
  readonly before?: number;
  /** Zero or less. */
  readonly credits: number;
  readonly refunds: number;
  readonly tax: number;
  /** Dearest first. */
  readonly services: readonly ServiceSpend[];
}

const DAY_MS = 86_400_000;

/** The day of a time, in UTC. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return dayOf(Date.parse(day) + days * DAY_MS);
}

export function daysBetween({ from, to }: Window): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** How AWS names what a charge is, as we tell it apart. */
export function chargeOf(recordType: string): Charge {
  if (/credit/i.test(recordType)) return 'credit';
  if (/refund/i.test(recordType)) return 'refund';
  return recordType === 'Tax' ? 'tax' : 'usage';
}

/**
 * What was spent in a window, by service.
 * @param known days that the rows cover
 * @param services only these; all when empty
 */
export function spendOf(
  rows: readonly BillRow[],
  window: Window,
  known: Window,
  services: readonly string[] = [],
): Spend {
  const wanted = rows.filter(({ service }) => services.length === 0 || services.includes(service));
  const inside = wanted.filter(({ day }) => day >= window.from && day < window.to);
  const earlier = { from: addDays(window.from, -daysBetween(window)), to: window.from };
  const isKnown = earlier.from >= known.from;
  const before = wanted.filter(({ day, charge }) => {
    return isKnown && charge === 'usage' && day >= earlier.from && day < earlier.to;
  });
  const usage = inside.filter(({ charge }) => charge === 'usage');
  const sumOf = (charge: Charge) => total(inside.filter((row) => row.charge === charge));
  const names = [...new Set([...usage, ...before].map(({ service }) => service))];
  const ofService = (some: readonly BillRow[], name: string) =>
    some.filter(({ service }) => service === name);
  return {
    ...window,
    amount: total(usage),
    amortised: usage.reduce((sum, { amortised }) => sum + amortised, 0),
    ...(isKnown && { before: total(before) }),
    credits: sumOf('credit'),
    refunds: sumOf('refund'),
    tax: sumOf('tax'),
    services: names
      .map((service) => ({
        service,
        amount: total(ofService(usage, service)),
        amortised: ofService(usage, service).reduce((sum, { amortised }) => sum + amortised, 0),
        ...(isKnown && { before: total(ofService(before, service)) }),
      }))
      .sort((one, other) => other.amount - one.amount),
  };
}

function total(rows: readonly BillRow[]): number {
  return rows.reduce((sum, { amount }) => sum + amount, 0);
}
