/** How something stands at a glance; the word beside it says the same. */
export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'plain';

const WORDS: Readonly<Record<Exclude<Tone, 'plain'>, string>> = {
  good: 'PROMOTED SUCCEEDED VERIFIED RESOLVED HEALTHY MET GOOD OK PASSED DONE QUIET KEPT PROMOTE',
  bad: 'ROLLED_BACK FAILED ABORTED REFUSED BREACHED UNHEALTHY BAD BROKEN FIRING TRIGGERED CRITICAL INEFFECTIVE NOT_UNDONE ROLL_BACK FREEZE',
  warn: 'AWAITING_APPROVAL PAUSED HELD AT_RISK DEGRADED WARNING IN_DOUBT ACKNOWLEDGED HIGH INSUFFICIENT UNDONE STOPPED MISSING WARN APPROVAL',
  busy: 'PENDING PREPARING BAKING RESTORING RUNNING RECOVERING UNDOING BEGUN CONTINUE',
};

const TONES = new Map(
  Object.entries(WORDS).flatMap(([tone, words]) => words.split(' ').map((word) => [word, tone as Tone])),
);

/** The tone of a state, decision or severity; a word that is not known here, such as NO_DATA, has none. */
export function toneOf(word: string): Tone {
  return TONES.get(word.toUpperCase()) ?? 'plain';
}
