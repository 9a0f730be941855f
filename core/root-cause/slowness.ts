import { groupBy, median, quantile, shareShift, sum } from './statistics.ts';
import type { Visit } from './traces.ts';

/** Time that is lost at a service. */
export interface Slowness {
  /** Milliseconds lost beyond what was usual. */
  readonly lost: number;
  /** Its part of all that is lost; 0 to 1. */
  readonly part: number;
  /** How surely it became slower; nats. */
  readonly nats: number;
}

/** Time that visits of a kind lost, and who may be to blame. */
interface Loss {
  readonly lost: number;
  readonly nats: number;
  /** Suspects with how likely each is to lose time of this sort. */
  readonly suspects: readonly (readonly [node: string, weight: number])[];
}

/**
 * Of the time between a call's being made and its being served the side that is called is suspected twice as much as
 * the caller: network, connection and queue are on its way in, while the caller only waits.
 */
const CALLED = 2;
const ROUNDS = 20;
/** Differences below this are the resolution of clocks and scheduling; milliseconds. */
const FELT = 2;

/**
 * Where traces lose time: in a service itself, or between a caller and it. Time lost in between belongs to the side at
 * which more is lost altogether, found by expectation and maximisation.
 */
export function slownessOf(usual: readonly Visit[], now: readonly Visit[]): ReadonlyMap<string, Slowness> {
  const losses = [...selfLosses(usual, now), ...gapLosses(usual, now)];
  const total = sum(losses.map(({ lost }) => lost));
  let parts = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) parts = shared(losses, parts, ({ lost }) => lost);
  const nats = shared(losses, parts, (loss) => loss.nats);
  return new Map(
    [...parts].map(([node, lost]) => [node, { lost, part: lost / total, nats: nats.get(node) ?? 0 }]),
  );
}

function selfLosses(usual: readonly Visit[], now: readonly Visit[]): Loss[] {
  return lossesBy(
    usual,
    now,
    ({ kind }) => kind,
    ({ self }) => self,
    ({ node }) => [[node, 1]],
  );
}

function gapLosses(usual: readonly Visit[], now: readonly Visit[]): Loss[] {
  const called = (visits: readonly Visit[]) => visits.filter(({ gap }) => gap !== undefined);
  return lossesBy(
    called(usual),
    called(now),
    ({ caller, kind }) => `${caller} ${kind}`,
    ({ gap }) => gap ?? 0,
    ({ node, caller = node }) => [
      [node, CALLED],
      [caller, 1],
    ],
  );
}

function lossesBy(
  usual: readonly Visit[],
  now: readonly Visit[],
  keyOf: (visit: Visit) => string,
  timeOf: (visit: Visit) => number,
  suspectsOf: (visit: Visit) => Loss['suspects'],
): Loss[] {
  const before = groupBy(usual, keyOf);
  return [...groupBy(now, keyOf)].flatMap(([key, visits]) => {
    const [one] = visits;
    const times = before.get(key)?.map(timeOf) ?? [];
    if (one === undefined || times.length < 2) return [];
    const loss = lossOf(times, visits.map(timeOf));
    return loss.lost > 0 ? [{ ...loss, suspects: suspectsOf(one) }] : [];
  });
}

/** The limit stands on the lower half of what is usual, which a few slow ones among it do not move. */
function lossOf(usual: readonly number[], now: readonly number[]): Pick<Loss, 'lost' | 'nats'> {
  const middle = median(usual) ?? 0;
  const limit = middle + FELT + 3 * ((quantile(usual, 0.75) ?? middle) - middle);
  const over = (times: readonly number[]) => times.filter((time) => time > limit);
  const beyond = (times: readonly number[]) => sum(over(times).map((time) => time - middle));
  const isMore = over(now).length * usual.length > over(usual).length * now.length;
  const nats = shareShift(
    { times: over(usual).length, of: usual.length },
    { times: over(now).length, of: now.length },
  );
  const lost = beyond(now) - (beyond(usual) * now.length) / usual.length;
  return isMore ? { lost: Math.max(0, lost) * (1 - Math.exp(-nats)), nats } : { lost: 0, nats: 0 };
}

/** What is lost, shared out among its suspects by what each was found to lose so far. */
function shared(
  losses: readonly Loss[],
  parts: ReadonlyMap<string, number>,
  amountOf: (loss: Loss) => number,
): Map<string, number> {
  const found = new Map<string, number>();
  for (const loss of losses) {
    const weights = loss.suspects.map(
      ([node, weight]) => weight * (parts.size === 0 ? 1 : (parts.get(node) ?? 0)),
    );
    const all = sum(weights) || 1;
    for (const [index, [node]] of loss.suspects.entries())
      found.set(node, (found.get(node) ?? 0) + (amountOf(loss) * (weights[index] ?? 0)) / all);
  }
  return found;
}
