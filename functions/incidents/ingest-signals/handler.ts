import { InvalidInput } from '../../../core/errors.ts';
import { recordRefusal } from '../../audit/refusals.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import type { QueueBatch } from '../../queue-batch.ts';
import { announce, turnsOf } from '../announce.ts';
import { membersOf, readSignals } from '../signal-store.ts';
import { readIncidents } from '../store.ts';
import { decide } from './decide.ts';
import type { definition } from './definition.ts';
import { readFacts } from './facts.ts';
import { type Heard, hear, type Told } from './heard.ts';
import { locateNews } from './locate-news.ts';
import { type MessageReading, readMessage } from './read-message.ts';
import { write } from './write.ts';

/** How often a batch is decided on anew because others wrote the same records. */
const ATTEMPTS = 5;
const BACKOFF_MS = 50;

interface ReadMessage {
  readonly message: QueueBatch['messages'][number];
  readonly reading: MessageReading;
}

/**
 * Works off a batch of signals: what cannot be read goes on to the dead letters, everything else is decided on in memory
 * and written with one transaction an incident. A message that failed is handed out again, and changes nothing twice.
 */
export const handler: Handler<typeof definition> = async ({ messages }, context) => {
  const now = context.clock.now();
  const read = messages.map((message) => ({ message, reading: readMessage(message.body, now) }));
  const failed = new Set(await refuse(context, read));
  let wanted = read.filter(({ reading }) => reading.kind === 'signals');
  for (let attempt = 1; wanted.length > 0; attempt++) {
    const { again, failed: lost } = await ingest(context, wanted);
    for (const id of attempt < ATTEMPTS ? lost : [...lost, ...again]) failed.add(id);
    wanted = attempt < ATTEMPTS ? wanted.filter(({ message }) => again.has(message.id)) : [];
    if (wanted.length > 0) await context.clock.sleep(context.ids.random() * BACKOFF_MS * 2 ** attempt);
  }
  return { failed: [...failed] };
};

async function ingest(context: Context, read: readonly ReadMessage[]) {
  const told = [...read.flatMap(toldBy), ...(await leftBehind(context, read))];
  const known = await readSignals(context, [...new Set(told.map(({ signal }) => signal.key))]);
  const { heard, failed } = await locateNews(context, [...hear(told, known)].map(orphaned));
  const facts = await readFacts(context, heard);
  const written = await write(context, facts, decide(context, facts, heard));
  for (const id of [...failed, ...(await announceAgain(context, heard))]) written.failed.add(id);
  return written;
}

function toldBy({ message, reading }: ReadMessage): Told[] {
  if (reading.kind === 'refused') return [];
  const { signals, arn } = reading;
  return signals.map((signal) => ({
    message: message.id,
    receives: message.receives,
    signal,
    ...(arn !== undefined && { arn }),
  }));
}

/** What was attached to a deployment that has ended or is held: its last states, as if they were told again. */
async function leftBehind(context: Context, read: readonly ReadMessage[]): Promise<Told[]> {
  const unjudged = read.flatMap(({ message, reading }) =>
    reading.kind === 'signals' && reading.unjudged !== undefined ? [{ message, id: reading.unjudged }] : [],
  );
  const found = await Promise.all(
    unjudged.map(async ({ message, id }) =>
      (await membersOf(context, id)).map(({ record: { signal }, arn }) => ({
        message: message.id,
        receives: message.receives,
        signal,
        ...(arn !== undefined && { arn }),
      })),
    ),
  );
  return found.flat();
}

/**
 * A key that fires and was attached to a deployment, or is evidence for whatever is open, needs a place as soon as it is
 * told again.
 */
function orphaned(heard: Heard): Heard {
  const { before, news, record } = heard;
  const isLoose = before?.deploymentId !== undefined || record.signal.evidence === true;
  const needsPlace = isLoose && news.length === 0 && record.signal.state === 'FIRING';
  return needsPlace ? { ...heard, news: [record.signal] } : heard;
}

/**
 * Says once more what an earlier call may have written and not said.
 * @returns messages for which that did not work either
 */
async function announceAgain(context: Context, heard: readonly Heard[]): Promise<string[]> {
  const half = heard.filter(({ receives, news }) => receives > 1 && news.length === 0);
  const groups = Map.groupBy(half, ({ record }) => record.incidentId ?? '');
  groups.delete('');
  const failed: string[] = [];
  for (const record of await readIncidents(context, [...groups.keys()]))
    try {
      await announce(context, record, turnsOf(record));
    } catch (error) {
      context.log.error('An incident could not be announced.', { incident: record.id, why: String(error) });
      failed.push(...(groups.get(record.id) ?? []).flatMap(({ messages }) => messages));
    }
  return failed;
}

/** Bad messages are no reason to hold up good ones: they are counted, audited once, and become dead letters. */
async function refuse(context: Context, read: readonly ReadMessage[]): Promise<string[]> {
  const bad = read.flatMap(({ message, reading }) =>
    reading.kind === 'refused' ? [{ message, violations: reading.violations }] : [],
  );
  const [first] = bad;
  if (!first) return [];
  for (const { message, violations } of bad)
    context.log.warn('A signal was refused.', {
      message: message.id,
      receives: message.receives,
      violations,
    });
  context.log.metric(context.call.operation, { refused: bad.length });
  if (bad.some(({ message }) => message.receives === 1)) {
    const words = `${bad.length} of ${read.length} signals could not be read.`;
    await recordRefusal(context, new InvalidInput(words, { violations: first.violations }));
  }
  return bad.map(({ message }) => message.id);
}
