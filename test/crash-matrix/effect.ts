/** What can befall a call. */
export const EFFECTS = [
  'error-before',
  'error-after',
  'throttles',
  'outage',
  'latency',
  'kill-before',
  'kill-after',
  'task-timeout',
  'function-timeout',
] as const;
export type Effect = (typeof EFFECTS)[number];

export function isEffect(text: string): text is Effect {
  return (EFFECTS as readonly string[]).includes(text);
}

/** What is over after so much goes on as if nothing had been. */
export const SURVIVED: readonly Effect[] = [
  'error-before',
  'error-after',
  'latency',
  'throttles',
  'task-timeout',
  'function-timeout',
];
