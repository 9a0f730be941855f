import type { BurnAlert } from './objective.ts';

const MINUTE = 60;
const HOUR = 3600;
export const DAY_SECONDS = 86_400;

/** A pair of windows and the share of the budget that is gone when it fires. */
export interface BudgetShare {
  readonly name: string;
  readonly severity: BurnAlert['severity'];
  /** 0 to 1. */
  readonly share: number;
  readonly longSeconds: number;
  readonly shortSeconds: number;
}

/**
 * The pairs that Google recommends, with the day's pair that Sloth adds.
 * Sources: The Site Reliability Workbook, "Alerting on SLOs", table 5-8; Sloth, `google-30d.yaml`.
 */
export const RECOMMENDED: readonly BudgetShare[] = [
  { name: 'page-quick', severity: 'page', share: 0.02, longSeconds: HOUR, shortSeconds: 5 * MINUTE },
  { name: 'page-slow', severity: 'page', share: 0.05, longSeconds: 6 * HOUR, shortSeconds: 30 * MINUTE },
  { name: 'ticket-quick', severity: 'ticket', share: 0.1, longSeconds: DAY_SECONDS, shortSeconds: 2 * HOUR },
  {
    name: 'ticket-slow',
    severity: 'ticket',
    share: 0.1,
    longSeconds: 3 * DAY_SECONDS,
    shortSeconds: 6 * HOUR,
  },
];

/** The windows of `RECOMMENDED` are meant for this period. */
const RECOMMENDED_PERIOD = 30 * DAY_SECONDS;
/** A period so much shorter gets windows in proportion: three days are no alert on a budget of three. */
const SHORTEST_UNSCALED = 7 * DAY_SECONDS;

/** Times its pace at which a budget burns when a share of it is gone within a window. */
export function factorOf(share: number, periodSeconds: number, longSeconds: number): number {
  return (share * periodSeconds) / longSeconds;
}

/** Alerts by the share of the budget that may be gone before each fires, for any period. */
export function alertsByShare(shares: readonly BudgetShare[], periodSeconds: number): BurnAlert[] {
  return shares.map(({ share, ...pair }) => ({
    ...pair,
    factor: rounded(factorOf(share, periodSeconds, pair.longSeconds)),
    forSeconds: 0,
  }));
}

/** The alerts of an objective that names none: 14.4, 6, 3 and 1 times its pace for 30 days. */
export function recommendedAlerts(periodSeconds: number): BurnAlert[] {
  if (periodSeconds >= SHORTEST_UNSCALED) return alertsByShare(RECOMMENDED, periodSeconds);
  const scale = periodSeconds / RECOMMENDED_PERIOD;
  const scaled = RECOMMENDED.map((pair) => ({
    ...pair,
    longSeconds: minutes(pair.longSeconds * scale),
    shortSeconds: minutes(pair.shortSeconds * scale),
  }));
  return alertsByShare(scaled, periodSeconds);
}

/** Windows are whole minutes, one at least. */
function minutes(seconds: number): number {
  return Math.max(MINUTE, Math.round(seconds / MINUTE) * MINUTE);
}

function rounded(factor: number): number {
  return Number(factor.toPrecision(12));
}

/** What Pyrra divides a period by for its windows, and its factors. Source: Pyrra, `slo.Windows`. */
const PYRRA = [
  { name: 'page-quick', severity: 'page', factor: 14, long: 28 * 24, short: 28 * 24 * 12, for: 28 * 24 * 30 },
  { name: 'page-slow', severity: 'page', factor: 7, long: 28 * 4, short: 28 * 48, for: 28 * 96 },
  { name: 'ticket-quick', severity: 'ticket', factor: 2, long: 28, short: 28 * 12, for: 28 * 24 },
  { name: 'ticket-slow', severity: 'ticket', factor: 1, long: 7, short: 28 * 4, for: 28 * 8 },
] as const;

/** The alerts that Pyrra makes for an objective of this period. */
export function pyrraAlerts(periodSeconds: number): BurnAlert[] {
  const part = (divisor: number) => Math.round(periodSeconds / divisor / MINUTE) * MINUTE;
  return PYRRA.map(({ name, severity, factor, long, short, for: held }) => ({
    name,
    severity,
    factor,
    longSeconds: part(long),
    shortSeconds: part(short),
    forSeconds: part(held),
  }));
}

/** Decimals are no binary numbers. */
const ROUNDING = 1e-9;

/** Whether an alert can fire at all: a total outage burns 1/(1-target) times the pace. */
export function isReachable({ factor }: Pick<BurnAlert, 'factor'>, target: number): boolean {
  return factor * (1 - target) < 1 - ROUNDING;
}

/** Seconds from the begin of a total outage until an alert's long window is over its limit. */
export function detectionSeconds({ factor, longSeconds, forSeconds }: BurnAlert, target: number): number {
  return factor * (1 - target) * longSeconds + forSeconds;
}

/**
 * Seconds without data after which metrics count as vanished: as long as the quickest alert takes at a total outage,
 * to the minute. Source: Pyrra, `Objective.AbsentDuration`.
 */
export function absentSeconds(alerts: readonly BurnAlert[], target: number): number | undefined {
  const waits = alerts
    .filter((alert) => isReachable(alert, target))
    .map((alert) => Math.floor(detectionSeconds({ ...alert, forSeconds: 0 }, target)) + alert.forSeconds);
  return waits.length === 0 ? undefined : Math.round(Math.min(...waits) / MINUTE) * MINUTE;
}
