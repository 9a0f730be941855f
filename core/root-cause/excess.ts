import type { Felt, NodeSeries, Period, Target } from './calls.ts';
import { median, quantile, rankSurprise, sum, tailSurprise } from './statistics.ts';

/** What a node loses while the target suffers, beyond what it loses anyway. */
export interface Excess {
  /** Seconds or failed requests in a period, above what nineteen in twenty fault-free times show. */
  readonly amount: number;
  /** The same without that margin; negative when it does better than usual. */
  readonly raw: number;
  /** How unlikely the raw amount is by its rank among fault-free times; nats. */
  readonly nats: number;
  readonly requests: number;
  /** Hardly anybody called it before. */
  readonly isNew: boolean;
}

/** Periods at which the target loses less than this part of its worst one do not count as bad. */
const BAD_PART = 0.25;
const MARGIN = 0.95;
/** Fewer fault-free times than this have no tail to read a margin from. */
const LEAST_TIMES = 30;

/** Requests below this part of those of now are hardly any. */
const SELDOM = 0.05;

/**
 * What each node loses in the periods in which the target loses most, weighted by how much the target loses then: in
 * seconds that requests take longer, or in requests that fail. Amounts, not rates, because what is slow and seldom
 * called costs the target nothing.
 * @returns undefined where nothing is known of the target or it loses nothing
 */
export function excessOf(
  series: readonly NodeSeries[],
  target: Target,
): ReadonlyMap<string, Excess> | undefined {
  const felt = series.find(({ node }) => node === target.node);
  if (felt === undefined) return undefined;
  const weights = weightsOf(lossesOf(target.felt, felt.now, usualLevel(felt.usual, target.felt)));
  if (weights === undefined) return undefined;
  const times = Math.max(...series.map(({ usual }) => usual.length));
  return new Map(series.map((one) => [one.node, excessIn(one, target.felt, weights, times)]));
}

/** What nobody misses: a failed request, or a second of waiting, in a period. */
const UNFELT_AMOUNT = 1;

/**
 * How clearly a target loses more than in fault-free times; nats. The bad periods of each stretch of fault-free ones
 * are looked for as those of now are: the worst of any times are worse than the mean.
 */
export function clarityOf(series: readonly NodeSeries[], { node, felt }: Target): number {
  const own = series.find((one) => one.node === node);
  if (own === undefined) return 0;
  const level = usualLevel(own.usual, felt);
  const now = lossesOf(felt, own.now, level);
  const usual = lossesOf(felt, own.usual, level);
  const stretches = Array.from({ length: Math.max(0, usual.length - now.length + 1) }, (_, start) =>
    worstOf(usual.slice(start, start + now.length)),
  );
  const [value, highest] = [worstOf(now), Math.max(0, ...stretches)];
  const beyond = Math.log((value + UNFELT_AMOUNT) / (highest + UNFELT_AMOUNT));
  return value === 0 ? 0 : rankSurprise(stretches, value) + Math.max(0, beyond);
}

function worstOf(losses: readonly number[]): number {
  const weights = weightsOf(losses);
  return weights === undefined ? 0 : weighted(losses, weights);
}

function weightsOf(losses: readonly number[]): readonly number[] | undefined {
  const worst = Math.max(0, ...losses);
  if (worst === 0) return undefined;
  const bad = losses.map((loss) => (loss < BAD_PART * worst ? 0 : loss));
  const all = sum(bad);
  return bad.map((loss) => loss / all);
}

function excessIn(one: NodeSeries, felt: Felt, weights: readonly number[], known: number): Excess {
  const level = usualLevel(one.usual, felt);
  const raw = weighted(lossesOf(felt, one.now, levelNow(one, felt, weights, level)), weights);
  const times = timesOf(lossesOf(felt, one.usual, level), weights);
  const margin = times.length < LEAST_TIMES ? 0 : Math.max(0, quantile(times, MARGIN) ?? 0);
  const requests = weighted(one.now.map(requestsOf), weights);
  return {
    amount: Math.max(0, raw - margin),
    raw,
    nats: tailSurprise(times, raw),
    requests,
    isNew: known > 0 && sum(one.usual.map(requestsOf)) / known < SELDOM * requests,
  };
}

/** The same weighted sum at each time of the fault-free periods. */
function timesOf(losses: readonly number[], weights: readonly number[]): number[] {
  const times: number[] = [];
  for (let start = 0; start + weights.length <= losses.length; start += 1)
    times.push(sum(weights.map((weight, index) => weight * (losses[start + index] ?? 0))));
  return times;
}

function weighted(values: readonly number[], weights: readonly number[]): number {
  return sum(weights.map((weight, index) => weight * (values[index] ?? 0)));
}

function requestsOf({ requests = 0 }: Period): number {
  return requests;
}

/** Level of one request: seconds, or share that fails. */
function usualLevel(periods: readonly Period[], felt: Felt): number | undefined {
  return median(periods.flatMap((period) => levelOf(period, felt) ?? []));
}

function levelOf({ requests, errors, latency }: Period, felt: Felt): number | undefined {
  if (felt === 'latency') return latency;
  return requests === undefined || requests === 0 || errors === undefined ? undefined : errors / requests;
}

/**
 * The level to compare with. Right before the onset counts instead of long ago when all of it lies outside of what was
 * usual: the service has changed since.
 */
function levelNow(one: NodeSeries, felt: Felt, weights: readonly number[], level: number | undefined) {
  const onset = weights.findIndex((weight) => weight > 0);
  const before = one.now.slice(0, onset).flatMap((period) => levelOf(period, felt) ?? []);
  if (level === undefined) return median(before);
  const levels = one.usual.flatMap((period) => levelOf(period, felt) ?? []);
  const [low = level, high = level] = [quantile(levels, 1 - MARGIN), quantile(levels, MARGIN)];
  const isOutside = before.every((value) => value > high) || before.every((value) => value < low);
  return before.length >= 2 && isOutside ? median(before) : level;
}

function lossesOf(felt: Felt, periods: readonly Period[], level: number | undefined): readonly number[] {
  return periods.map((period) => {
    const now = levelOf(period, felt);
    // A service of which nothing was known never failed, as far as anybody knows; how long it took nobody knows.
    const before = level ?? (felt === 'errors' ? 0 : now);
    return now === undefined || before === undefined ? 0 : (now - before) * (period.requests ?? 0);
  });
}
