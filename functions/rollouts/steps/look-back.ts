/** Minutes of the old version, before the shift, that serve as baseline once it has no traffic any more. */
export const HISTORY_MS = 20 * 60_000;
/** Older minutes are left out, so that a deployment held for a day still fits its record (400 KB). */
export const MEMORY_MS = 5 * 3_600_000;
