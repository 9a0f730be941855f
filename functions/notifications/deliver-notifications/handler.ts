import type { Alerting } from '../../../core/alerting/alerting.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { type Queued, readQueued } from '../queued.ts';
import { readAlerting } from '../store.ts';
import type { definition } from './definition.ts';
import { deliverQueued, passOver, type Worked } from './deliver-queued.ts';

type Message = Parameters<Handler<typeof definition>>[0]['messages'][number];

interface Job {
  readonly message: Message;
  readonly queued: Queued;
}

export const handler: Handler<typeof definition> = async ({ messages }, context) => {
  const { alerting } = await readAlerting(context);
  const jobs = messages.flatMap((message): Job[] => {
    const queued = readQueued(message.body);
    return queued ? [{ message, queued }] : [];
  });
  const unreadable = messages.filter(({ id }) => !jobs.some(({ message }) => message.id === id));
  if (unreadable.length > 0)
    context.log.error('Messages of the queue are no notifications.', { count: unreadable.length });
  const groups = Map.groupBy(jobs, ({ queued }) => channelOf(queued));
  const failed = await Promise.all([...groups.values()].map((group) => workOff(context, alerting, group)));
  return { failed: [...unreadable.map(({ id }) => id), ...failed.flat()] };
};

function channelOf(queued: Queued): string {
  return queued.kind === 'digest' ? queued.window.channel : queued.notification.channel;
}

/** No delivery begins later than this: one under way may read a secret and send twice within the function's time. */
const BEGIN_WITHIN_MS = 30_000;

/**
 * The messages of one channel, one after the other. A channel that does not answer, or asks for a pause, is left
 * alone for the rest of the batch, so that no batch waits for it more than once.
 */
async function workOff(context: Context, alerting: Alerting, group: readonly Job[]): Promise<string[]> {
  const failed: string[] = [];
  const begun = context.clock.now();
  let rests = false;
  for (const { message, queued } of group) {
    const work = rests ? passOver : deliverQueued;
    const worked: Worked = await work(context, alerting, queued, message.receives);
    if (!worked.done) failed.push(message.id);
    rests = worked.rests || context.clock.now() - begun > BEGIN_WITHIN_MS;
  }
  return failed;
}
