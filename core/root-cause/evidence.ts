/** What speaks for a node as the cause. */
export interface Evidence {
  readonly kind: 'calls' | 'behaviour' | 'slowness' | 'resource' | 'log' | 'change' | 'history';
  readonly node: string;
  /** How strongly; nats, on one scale for all kinds: how unlikely it is in fault-free times. */
  readonly nats: number;
  /** For people. May hold text from logs, which is untrusted. */
  readonly words: string;
}

const LONGEST = 100;

/** Text from outside, short enough for an answer. */
export function clipped(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

export function percent(part: number): string {
  return `${Number((100 * part).toPrecision(2))}%`;
}
