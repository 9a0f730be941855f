/**
 * OK: seen to be as it has to be. MISSING: something that can be added is not there. BROKEN: something that has to work
 * does not. NO_DATA: it could not be seen.
 */
export type CheckState = 'OK' | 'MISSING' | 'BROKEN' | 'NO_DATA';

/** What mends whatever the stacks make. */
export const DEPLOY = 'Deploy the stacks again: npm run deploy.';

/** One thing that was looked at. */
export interface Check {
  readonly check: string;
  readonly state: CheckState;
  readonly words: string;
  /** What to do about it; always there unless it is OK. */
  readonly fix?: string;
}

/** What was read, or why it could not be. */
export type Reading<T> = { readonly value: T } | { readonly unreadable: string };

export function ok(check: string, words: string): Check {
  return { check, state: 'OK', words };
}

export function missing(check: string, words: string, fix: string): Check {
  return { check, state: 'MISSING', words, fix };
}

export function broken(check: string, words: string, fix: string): Check {
  return { check, state: 'BROKEN', words, fix };
}

export function noData(check: string, words: string, fix: string): Check {
  return { check, state: 'NO_DATA', words, fix };
}

/** A check of what was read; what could not be read is NO_DATA, with the reason. */
export function whenRead<T>(check: string, reading: Reading<T>, decide: (value: T) => Check): Check {
  if ('value' in reading) return decide(reading.value);
  return noData(check, `It could not be read: ${reading.unreadable}`, 'Look at the log of operate-doctor.');
}
