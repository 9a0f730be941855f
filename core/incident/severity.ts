import { SEVERITIES, type Severity, type Signal, type SloBurn } from './signal.ts';

export interface Graded {
  readonly severity: Severity;
  readonly reason: string;
}

/**
 * Least burn rates of the severities: 2% of a 30-day budget in an hour, 5% in six hours, 10% in three days.
 * Source: Google, The Site Reliability Workbook, chapter 5, "Alerting on SLOs".
 */
export const BURN_RATES = { critical: 14.4, high: 6, medium: 1 } as const;

/** What a signal gets of which neither an objective nor its owner says anything. */
const UNGRADED: Graded = {
  severity: 'medium',
  reason: 'Neither an objective nor the alarm says how much it hurts.',
};

/** The worse of what the burning budget and what the alarm's owner say, with the reason. */
export function severityOf(signal: Signal, facts: { readonly sloBurn?: SloBurn }): Graded {
  const tagged: Graded[] = signal.severity
    ? [{ severity: signal.severity, reason: `Its source says ${signal.severity}.` }]
    : [];
  const burning = [signal.burn, facts.sloBurn].flatMap((one) => (one ? [burn(one)] : []));
  return [...burning, ...tagged].reduce<Graded | undefined>(worse, undefined) ?? UNGRADED;
}

/** The worse of two; the first where they are equal. */
function worse(one: Graded | undefined, other: Graded): Graded {
  return one && !isWorse(other.severity, one.severity) ? one : other;
}

export function isWorse(one: Severity, other: Severity): boolean {
  return SEVERITIES.indexOf(one) > SEVERITIES.indexOf(other);
}

function burn({ objective, rate }: SloBurn): Graded {
  const severity = severityOfBurn(rate);
  const pace = Number(rate.toPrecision(4));
  return { severity, reason: `The error budget of ${objective} burns at ${pace} times its pace.` };
}

/** How much a budget that burns so many times its pace hurts. */
export function severityOfBurn(rate: number): Severity {
  if (rate >= BURN_RATES.critical) return 'critical';
  if (rate >= BURN_RATES.high) return 'high';
  return rate >= BURN_RATES.medium ? 'medium' : 'low';
}
