import { shownText } from '../../../core/dead-letters/excerpt.ts';
import type { DeadLetter } from '../../../core/dead-letters/letter.ts';
import type { Context } from '../../context.ts';
import { queueArnOf } from '../../environment.ts';
import { readDeliveries } from '../../notifications/deliveries.ts';
import { readQueued } from '../../notifications/queued.ts';

/**
 * Why notifications among the letters were not delivered, by the letters' ids: SQS only knows that its function did not
 * do it, and the delivery's own record says what the channel answered.
 */
export async function causesOf(
  context: Context,
  letters: readonly DeadLetter[],
): Promise<ReadonlyMap<string, string>> {
  const { queues } = context.environment;
  const queue = queueArnOf(context.environment, queues['notifications'] ?? '');
  const deliveries = letters.flatMap((letter): (readonly [string, string])[] => {
    if (letter.kind !== 'queue' || letter.target !== queue) return [];
    const queued = readQueued(letter.body);
    return queued?.kind === 'notification' ? [[letter.id, queued.notification.id]] : [];
  });
  const ids = [...new Set(deliveries.map(([, id]) => id))];
  const known = new Map((await readDeliveries(context, ids)).map(({ id, state }) => [id, state]));
  return new Map(
    deliveries.flatMap(([letter, id]) => {
      const state = known.get(id);
      return state && 'words' in state ? [[letter, shownText(state.words)] as const] : [];
    }),
  );
}
