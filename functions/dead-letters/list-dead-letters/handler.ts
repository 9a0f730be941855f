import type { Handler } from '../../operation.ts';
import { countLetters, giveBack, takeLetters } from '../queue.ts';
import { isFor, shown } from '../shown.ts';
import { causesOf } from './causes.ts';
import type { definition } from './definition.ts';

/** Should giving back fail, letters show up again after this. */
const HIDDEN_SECONDS = 20;

export const handler: Handler<typeof definition> = async ({ limit, target }, context) => {
  const { waiting, hidden } = await countLetters(context);
  const wanted = (letter: Parameters<typeof isFor>[0]) => isFor(letter, target);
  const taken = await takeLetters(context, waiting, { limit, hiddenSeconds: HIDDEN_SECONDS, wanted });
  await giveBack(context, taken);
  const letters = taken.filter(({ letter }) => wanted(letter)).slice(0, limit);
  const causes = await causesOf(
    context,
    letters.map(({ letter }) => letter),
  );
  return {
    waiting: Math.max(waiting, taken.length),
    hidden,
    letters: letters.map((one) => withCause(shown(context, one), causes.get(one.letter.id))),
  };
};

function withCause(letter: ReturnType<typeof shown>, cause: string | undefined) {
  return cause === undefined ? letter : { ...letter, error: `${letter.error} ${cause}` };
}
