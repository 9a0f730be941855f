/** What is paid in a month whether anybody calls or not, in US dollars (us-east-1, no free tier). */
export const MONTHLY_DOLLARS = {
  key: 1,
  /** More for each of the first two yearly rotations. */
  keyRotation: 1,
  /** For each metric that an alarm reads. */
  alarmMetric: 0.1,
  customMetric: 0.3,
  secret: 0.4,
  /** A gigabyte of the table, with its backups. */
  tableGigabyte: 0.25 + 0.2,
  bucketGigabyte: 0.023,
} as const;

/** An amount as people read it. */
export function inDollars(amount: number): string {
  return `$${amount < 0.1 ? amount : amount.toFixed(2)}`;
}
