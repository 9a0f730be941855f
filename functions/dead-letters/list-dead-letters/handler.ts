import type { Handler } from '../../operation.ts';
import { countLetters, giveBack, takeLetters } from '../queue.ts';
import { isFor, shown } from '../shown.ts';
import { causesOf } from './causes.ts';
import type { definition } from './definition.ts';

/** Should giving back fail, letters show up again after this. */
const HIDDEN_SECONDS = 20;
/** Shorter than they are hidden, lest they be counted twice, and short enough to give all back in the function's time. */
const LOOK_MS = 10_000;

export const handler: Handler<typeof definition> = async ({ limit, target }, context) => {
  const { waiting, hidden } = await countLetters(context);
  const wanted = (letter: Parameters<typeof isFor>[0]) => isFor(letter, target);
  const taken = await takeLetters(context, waiting, {
    limit,
    hiddenSeconds: HIDDEN_SECONDS,
    until: context.clock.now() + LOOK_MS,
    wanted,
  });
  await giveBack(context, taken);
  const letters = taken.filter(({ letter }) => wanted(letter)).slice(0, limit);
  const causes = await causesOf(
    context,
    letters.map(({ letter }) => letter),
  );
  return {
    waiting: Math.max(waiting, taken.length),
    hidden,
    ...unreadOf(waiting - taken.length, letters.length < limit),
    letters: letters.map((one) => withCause(shown(context, one), causes.get(one.letter.id))),
  };
};

/** What was not looked at, where it may have been wanted. */
function unreadOf(left: number, isWanted: boolean): { unread?: string } {
  if (left <= 0 || !isWanted) return {};
  return {
    unread: `About ${left} letters were not looked at: there are too many for one look. Redrive some, or ask again: SQS hands out others.`,
  };
}

function withCause(letter: ReturnType<typeof shown>, cause: string | undefined) {
  return cause === undefined ? letter : { ...letter, error: `${letter.error} ${cause}` };
}
