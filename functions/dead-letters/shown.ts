import { excerpt, shownText } from '../../core/dead-letters/excerpt.ts';
import type { DeadLetter } from '../../core/dead-letters/letter.ts';
import type { Context } from '../context.ts';
import type { Taken } from './queue.ts';

/** A letter as it is shown: cut, and without what looks like a secret. */
export function shown({ clock }: Context, { letter, body }: Taken) {
  const { id, kind, sentAt } = letter;
  const common = {
    id,
    source: kind,
    sentAt: new Date(sentAt).toISOString(),
    ageSeconds: Math.max(0, Math.round((clock.now() - sentAt) / 1000)),
  };
  if (letter.kind === 'unknown') return { ...common, error: letter.words, excerpt: shownText(body) };
  return {
    ...common,
    ...(letter.kind !== 'invocation' && { from: shownText(letter.from) }),
    target: shownText(letter.target),
    error: shownText(`${letter.error.code}: ${letter.error.words}`),
    attempts: letter.attempts,
    excerpt: excerpt(letter.kind === 'rule' ? letter.event : letter.payload),
  };
}

/** Whether a letter is for a function, by its name; every letter is where no name was given. */
export function isFor(letter: DeadLetter, functionName: string | undefined): boolean {
  if (functionName === undefined) return true;
  if (letter.kind === 'unknown') return false;
  return letter.target.split(':function:')[1]?.split(':')[0] === functionName;
}
