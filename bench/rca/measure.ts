import { rankCauses } from '../../core/root-cause/rank-causes.ts';
import { groupBy } from '../../core/root-cause/statistics.ts';
import { BASELINES } from './baselines/all.ts';
import { measuresOf } from './baselines/measures.ts';
import type { RcaCase } from './case.ts';
import type { Ranked } from './fit.ts';
import { type TopRates, topRates } from './score.ts';

export interface SetResult extends TopRates {
  readonly cases: number;
  readonly byFault: Readonly<Record<string, TopRates & { readonly cases: number }>>;
  readonly baselines: Readonly<Record<string, TopRates>>;
  /** Seconds that the slowest case took. */
  readonly slowest: number;
  /** Cases whose cause was not named first, with what was. */
  readonly missed: readonly string[];
  /** Answers that there is not enough data, and how many of them named the cause first all the same. */
  readonly notEnough: { readonly answers: number; readonly right: number };
}

export interface Measurement {
  readonly result: SetResult;
  readonly ranked: readonly Ranked[];
}

/** Ranks every case of a set. Cases without a fault count for confidence only. */
export function measure(set: string, cases: readonly RcaCase[]): Measurement {
  const seen = cases.map((one) => rankedCase(set, one));
  const faults = seen.filter(({ one }) => one.cause !== undefined);
  const rated = (some: readonly Seen[]) => ({
    ...topRates(some.map(({ place }) => place)),
    cases: some.length,
  });
  const unsure = seen.filter(({ isEnough }) => !isEnough);
  const result = {
    ...rated(faults),
    byFault: Object.fromEntries(
      [...groupBy(faults, ({ one }) => one.faultType)].map(([type, own]) => [type, rated(own)]),
    ),
    baselines: Object.fromEntries(
      Object.entries(BASELINES).map(([name, baseline]) => [
        name,
        topRates(faults.map(({ one }) => baseline(measuresOf(one.facts)).indexOf(one.cause ?? '') + 1)),
      ]),
    ),
    slowest: Math.max(0, ...seen.map(({ seconds }) => seconds)),
    missed: faults
      .filter(({ place }) => place !== 1)
      .map(({ one, place, first }) => `${one.name}: ${one.cause} in place ${place}, after ${first}`),
    notEnough: { answers: unsure.length, right: unsure.filter(({ place }) => place === 1).length },
  };
  return { result, ranked: seen.map(({ ranked }) => ranked) };
}

interface Seen {
  readonly one: RcaCase;
  readonly place: number;
  readonly first: string | undefined;
  readonly seconds: number;
  readonly isEnough: boolean;
  readonly ranked: Ranked;
}

function rankedCase(set: string, one: RcaCase): Seen {
  const start = process.cpuUsage();
  const { causes, nodes, verdict } = rankCauses(one.facts);
  const { user, system } = process.cpuUsage(start);
  const place = causes.findIndex(({ node }) => node === one.cause) + 1;
  const strengths = new Map(causes.map(({ node, strength }) => [node, strength]));
  return {
    one,
    place,
    first: causes[0]?.node,
    seconds: (user + system) / 1e6,
    isEnough: verdict === 'RANKED',
    ranked: { set, strengths, nodes, isRight: place === 1 },
  };
}
