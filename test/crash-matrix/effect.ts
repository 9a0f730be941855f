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
/** As many throttles as the SDK repeats one call for: that call fails, and the very next one does not. */
export const ONE_CALL_THROTTLED = 'throttled-call' as const;
export type Effect = (typeof EFFECTS)[number] | typeof ONE_CALL_THROTTLED;

export function isEffect(text: string): text is Effect {
  return ([...EFFECTS, ONE_CALL_THROTTLED] as readonly string[]).includes(text);
}

/** What is over after so much goes on as if nothing had been. */
export const SURVIVED: readonly Effect[] = [
  'error-before',
  'error-after',
  'latency',
  'throttles',
  'throttled-call',
  'task-timeout',
  'function-timeout',
];
