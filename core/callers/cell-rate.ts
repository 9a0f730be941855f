/** How often somebody may do something. */
export interface Allowance {
  /** How many a minute in the long run; as many may come at once. */
  readonly perMinute: number;
}

export type Admission =
  /** When the next one would be due, had they come evenly: what has to be kept. Milliseconds since the epoch. */
  | { readonly admitted: true; readonly due: number }
  | { readonly admitted: false; readonly retryAfterSeconds: number };

/**
 * Whether one more may pass now: a token bucket that is kept as a single time (the generic cell rate algorithm, ATM
 * Forum TM 4.0, virtual scheduling).
 * @param due what the last admission kept; nothing before the first
 * @param now milliseconds since the epoch
 */
export function admission(due: number | undefined, now: number, { perMinute }: Allowance): Admission {
  const apart = 60_000 / perMinute;
  const next = Math.max(due ?? now, now) + apart;
  const early = next - now - 60_000;
  return early > 0
    ? { admitted: false, retryAfterSeconds: Math.ceil(early / 1000) }
    : { admitted: true, due: next };
}
