import type { Context } from '../../context.ts';
import { type Delivery, readDelivery, writeDelivery } from '../deliveries.ts';
import type { Outcome } from '../outcome.ts';
import { isRepeatable, type Parcel, send } from '../send/send.ts';

export interface Delivered {
  /** False: it is to be tried again. */
  readonly done: boolean;
  /** The channel did not answer, or asked for a pause. */
  readonly rests: boolean;
  readonly words: string;
}

export type Tell = (words: string) => Promise<void>;

/** Longer than a function that sends can live: an older record was left behind by one that crashed. */
const ABANDONED_MS = 90_000;

/**
 * Delivers a parcel, at most once where its channel cannot tell a repeat: it is written down before it is sent, and
 * what may have been sent is not sent again.
 * @param tell is called with what went wrong when the parcel is given up
 */
export async function deliverOnce(
  context: Context,
  parcel: Parcel & { readonly subject: string },
  tell: Tell,
): Promise<Delivered> {
  const { id, channel, subject } = parcel;
  const now = context.clock.now();
  const before = await readDelivery(context, id);
  const turn = turnOf(before, isRepeatable(channel), now);
  if (turn === 'over') return { done: true, rests: false, words: '' };
  if (turn === 'early') return { done: false, rests: true, words: wordsOf(before) };
  const attempts = (before?.attempts ?? 0) + 1;
  const begun: Delivery = {
    id,
    channel: channel.name,
    subject,
    attempts,
    state: { name: 'SENDING', since: now },
  };
  if (turn === 'doubtful') {
    const words = 'Whoever sent it was interrupted.';
    return settle(context, before ?? begun, { kind: 'unknown', words }, tell);
  }
  if (!(await writeDelivery(context, before, begun)))
    return { done: false, rests: false, words: 'Somebody else is sending it.' };
  const outcome = await send(context, parcel);
  return settle(context, begun, again(outcome, isRepeatable(channel)), tell);
}

function turnOf(before: Delivery | undefined, repeatable: boolean, now: number) {
  switch (before?.state.name) {
    case undefined:
      return 'begin';
    case 'WAITING':
      return now < before.state.notBefore ? 'early' : 'begin';
    case 'SENDING':
      if (now - before.state.since < ABANDONED_MS) return 'early';
      return repeatable ? 'begin' : 'doubtful';
    default:
      return 'over';
  }
}

function wordsOf(before: Delivery | undefined): string {
  return before && 'words' in before.state ? before.state.words : 'It is being sent.';
}

type Settled = Exclude<Outcome, { kind: 'unauthorised' }>;

/** What may have arrived may be repeated where the channel can tell; what was not let in may be after a repair. */
function again(outcome: Outcome, repeatable: boolean): Settled {
  if (outcome.kind === 'unauthorised' || (outcome.kind === 'unknown' && repeatable))
    return { kind: 'later', words: outcome.words };
  return outcome;
}

async function settle(context: Context, begun: Delivery, outcome: Settled, tell: Tell): Promise<Delivered> {
  const at = context.clock.now();
  const { kind, words } = outcome;
  if (kind === 'later') {
    const { retryAfterSeconds = 0 } = outcome;
    const state = { name: 'WAITING', notBefore: at + retryAfterSeconds * 1000, words } as const;
    await writeDelivery(context, begun, { ...begun, state });
    return { done: false, rests: true, words };
  }
  const name = ({ sent: 'SENT', refused: 'REFUSED', unknown: 'UNKNOWN' } as const)[kind];
  if (kind !== 'sent') await tell(words);
  await writeDelivery(context, begun, { ...begun, state: { name, at, words } });
  return { done: true, rests: kind === 'unknown', words };
}
