import type { Verification } from './runbook.ts';

/** What a tool sees of its effect: it is there, not yet, never will be, or nobody can tell. */
export type Effect = 'there' | 'not-yet' | 'impossible' | 'no-data';

export interface VerificationFacts {
  /** When the step was done; milliseconds, as `now`. */
  readonly doneAt: number;
  readonly now: number;
  readonly effect: Effect;
}

export type AfterLook =
  | { readonly next: 'next' }
  | { readonly next: 'again'; readonly seconds: number }
  | { readonly next: 'fail'; readonly words: string };

/** What a look at a step's effect leads to. What cannot be read is not there. */
export function afterLook(
  { everySeconds, withinSeconds }: Verification,
  facts: VerificationFacts,
): AfterLook {
  const { doneAt, now, effect } = facts;
  if (effect === 'there') return { next: 'next' };
  if (effect === 'impossible') return { next: 'fail', words: 'The effect can no longer come.' };
  const left = Math.ceil((doneAt + withinSeconds * 1000 - now) / 1000);
  if (left > 0) return { next: 'again', seconds: Math.min(everySeconds, left) };
  const seen = effect === 'no-data' ? 'could not be read' : 'was not there';
  return { next: 'fail', words: `The effect ${seen} within ${withinSeconds} s.` };
}
