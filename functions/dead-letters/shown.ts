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
  const known = {
    ...common,
    target: shownText(letter.target),
    error: shownText(`${letter.error.code}: ${letter.error.words}`),
  };
  if (letter.kind === 'queue') return { ...known, excerpt: excerptOf(letter.body) };
  return {
    ...known,
    ...(letter.kind !== 'invocation' && { from: shownText(letter.from) }),
    attempts: letter.attempts,
    excerpt: excerpt(letter.kind === 'rule' ? letter.event : letter.payload),
  };
}

/** Fields that hold secrets are known by their names, where it is JSON. */
function excerptOf(body: string): string {
  try {
    return excerpt(JSON.parse(body));
  } catch {
    return shownText(body);
  }
}

/** Whether a letter is for a function or queue, by its name; every letter is where no name was given. */
export function isFor(letter: DeadLetter, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  if (letter.kind === 'unknown') return false;
  const [, name] =
    /^arn:[^:]+:(?:lambda:[^:]*:[^:]*:function|sqs:[^:]*:[^:]*):([^:]+)/.exec(letter.target) ?? [];
  return name === wanted;
}
