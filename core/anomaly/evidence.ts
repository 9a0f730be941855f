import { RAREST } from './alarm-budget.ts';
import { ChangePoint } from './change-point.ts';
import { DistributionShift } from './distribution-shift.ts';
import type { Memory } from './memory.ts';
import { RunningMean } from './running-mean.ts';
import { SeasonalProfile } from './seasonal-profile.ts';
import { Smoothed } from './smoothed.ts';
import { Tail } from './tail.ts';
import { WindowForest } from './window-forest.ts';

/** What each view of a series makes of a point: how rare it is, in nats, 0 where it is ordinary or not yet known. */
export interface Rarities {
  /** The distance from what is usual at this time of the day. */
  readonly season: number;
  /** The distance of the last points together from the running mean. */
  readonly level: number;
  /** The last window's values are spread otherwise than all before. */
  readonly distribution: number;
  /** The shape of the last points. */
  readonly window: number;
  /** A lasting change. */
  readonly change: number;
}

/** The values between which nothing would be told from the time of the day alone. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

const LEVEL_SLOWEST = 0.01;
const MEAN_SLOWEST = 0.003;
const ENOUGH = 3;
/** Windows to a warm-up: of the smoothed level, of the distribution; forests to a warm-up. */
const LEVEL_WINDOWS = 15;
const DISTRIBUTION_WINDOWS = 14;
const SHORTEST_WINDOW = 10;
const FORESTS = 4;
/** Differences below this share of the value are rounding. */
const ROUNDING = 1e-6;
/** Nearly the largest of the views; several that agree count a little more. */
const NORM = 6;

/** Five views of one series, each with the tail of its own past. */
export class Evidence {
  static readonly BYTES =
    SeasonalProfile.BYTES +
    2 * RunningMean.BYTES +
    Smoothed.BYTES +
    DistributionShift.BYTES +
    WindowForest.BYTES +
    2 * ChangePoint.BYTES +
    7 * Tail.BYTES;
  readonly #profile: SeasonalProfile;
  readonly #seasonTail: Tail;
  readonly #near: RunningMean;
  readonly #level: Smoothed;
  readonly #levelTails: Sides<Tail>;
  readonly #mean: RunningMean;
  readonly #distribution: DistributionShift;
  readonly #distributionTail: Tail;
  readonly #forest: WindowForest;
  readonly #forestTail: Tail;
  readonly #changes: Sides<ChangePoint>;
  readonly #changeTails: Sides<Tail>;

  /** @param warmUp points from which the series is learnt. @param seed of the forests. */
  constructor(memory: Memory, warmUp: number, seed: number) {
    this.#profile = new SeasonalProfile(memory);
    this.#seasonTail = new Tail(memory);
    this.#near = new RunningMean(memory, LEVEL_SLOWEST);
    this.#level = new Smoothed(memory, warmUp / LEVEL_WINDOWS);
    this.#levelTails = sides(() => new Tail(memory));
    this.#mean = new RunningMean(memory, MEAN_SLOWEST);
    const window = Math.max(SHORTEST_WINDOW, Math.round(warmUp / DISTRIBUTION_WINDOWS));
    this.#distribution = new DistributionShift(memory, window);
    this.#distributionTail = new Tail(memory);
    this.#forest = new WindowForest(memory, seed, Math.round(warmUp / FORESTS));
    this.#forestTail = new Tail(memory);
    this.#changes = sides(() => new ChangePoint(memory));
    this.#changeTails = sides(() => new Tail(memory));
  }

  /** What is rare about a point, judged by what came before; then it is learnt. */
  learn(time: number, value: number): Rarities {
    const usual = this.#profile.usual(time);
    const residual = usual === undefined ? undefined : difference(value, usual);
    const { season, window } = this.#ofTheDay(residual);
    const level = this.#ofTheLevel(value);
    const { distribution, change } = this.#ofTheMean(value);
    this.#profile.learn(time, value);
    return { season, level, distribution, window, change };
  }

  /** A gap: what is told from successive points begins anew. */
  interrupt(): void {
    this.#forest.interrupt();
  }

  /** Where a value at this time would lie without being this rare for the time of the day. */
  band(time: number, rarity: number): (Band & { readonly usual: number }) | undefined {
    const usual = this.#profile.usual(time);
    const distance = this.#seasonTail.valueAt(rarity);
    if (usual === undefined || distance === undefined) return undefined;
    return { usual, low: usual - distance, high: usual + distance };
  }

  #ofTheDay(residual: number | undefined): { season: number; window: number } {
    if (residual === undefined) return { season: 0, window: 0 };
    const season = this.#seasonTail.learn(Math.abs(residual));
    const shape = this.#forest.learn(residual);
    return { season, window: shape === undefined ? 0 : this.#forestTail.learn(shape) };
  }

  #ofTheLevel(value: number): number {
    const isKnown = this.#near.count > ENOUGH;
    const residual = difference(value, this.#near.mean);
    this.#near.learn(value);
    if (!isKnown) return 0;
    return largestSide(this.#levelTails, this.#level.learn(residual));
  }

  #ofTheMean(value: number): { distribution: number; change: number } {
    const { count, deviation } = this.#mean;
    const residual = difference(value, this.#mean.mean);
    this.#mean.learn(value);
    if (count <= ENOUGH) return { distribution: 0, change: 0 };
    const shift = this.#distribution.learn(deviation > 0 ? residual / deviation : 0);
    const distribution = shift === undefined ? 0 : this.#distributionTail.learn(shift);
    const up = learnt(this.#changeTails.up, this.#changes.up.learn(residual));
    const down = learnt(this.#changeTails.down, this.#changes.down.learn(-residual));
    return { distribution, change: Math.max(up, down) };
  }
}

/** One figure of the five views, in nats. */
export function combined({ season, level, distribution, window, change }: Rarities): number {
  const views = [season, level, distribution, window, change];
  const sum = views.reduce((total, rarity) => total + Math.min(rarity, RAREST) ** NORM, 0);
  return Math.min(RAREST, sum ** (1 / NORM));
}

interface Sides<T> {
  readonly up: T;
  readonly down: T;
}

function sides<T>(make: () => T): Sides<T> {
  return { up: make(), down: make() };
}

function largestSide({ up, down }: Sides<Tail>, residual: number): number {
  return Math.max(up.learn(Math.max(residual, 0)), down.learn(Math.max(-residual, 0)));
}

function learnt(tail: Tail, novelty: number | undefined): number {
  return novelty === undefined ? 0 : tail.learn(novelty);
}

function difference(value: number, usual: number): number {
  const distance = value - usual;
  return Math.abs(distance) <= ROUNDING * Math.max(Math.abs(value), Math.abs(usual)) ? 0 : distance;
}
