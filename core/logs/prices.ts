/** Logs Insights, by what it scans (us-east-1, 2026). FilterLogEvents costs nothing. */
const DOLLARS_PER_GIGABYTE = 0.005;

/** What searches cost that scanned so many bytes, in US dollars. */
export function searchDollars(bytes: number): number {
  return Number(((bytes / 2 ** 30) * DOLLARS_PER_GIGABYTE).toPrecision(3));
}
