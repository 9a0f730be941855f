import type { ProbeKind } from './probe.ts';

/**
 * What a probe says. IDLE: it was read, and there was nothing to measure; neither good nor bad. UNSEEN: nobody knows,
 * since it could not be read, or not in time.
 */
export type Standing = 'GOOD' | 'WARNING' | 'BAD' | 'IDLE' | 'UNSEEN';

/** Milliseconds of each part of a request; a part that there was not, or that was not measured, is missing. */
export interface RequestTimes {
  readonly dnsMs?: number;
  readonly connectMs?: number;
  readonly tlsMs?: number;
  /** From the connection to the first byte of the answer. */
  readonly firstByteMs?: number;
  readonly totalMs?: number;
}

export interface Finding {
  /** Id of the probe; an endpoint's certificate has one of its own. */
  readonly probe: string;
  readonly kind: ProbeKind;
  readonly standing: Standing;
  /** How bad, from 0 to 1; counts for WARNING and BAD only. */
  readonly severity: number;
  /** Why, in one sentence. Names in it are untrusted text. */
  readonly words: string;
  readonly times?: RequestTimes;
  readonly expiresAt?: string;
}

/** What a probe is about, and what was found of it. */
type About = Pick<Finding, 'probe' | 'kind'>;

export function good(about: About, words: string): Finding {
  return { ...about, standing: 'GOOD', severity: 0, words };
}

export function idle(about: About, words: string): Finding {
  return { ...about, standing: 'IDLE', severity: 0, words };
}

export function unseen(about: About, words: string): Finding {
  return { ...about, standing: 'UNSEEN', severity: 0, words };
}

export function warning(about: About, severity: number, words: string): Finding {
  return { ...about, standing: 'WARNING', severity, words };
}

export function bad(about: About, severity: number, words: string): Finding {
  return { ...about, standing: 'BAD', severity, words };
}
