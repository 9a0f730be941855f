import type { Observation } from '../service.ts';
import { Distribution, type DistributionSnapshot } from './distribution.ts';
import { type MetricName, metricKey } from './metric.ts';
import { DEFAULT_LAGS, type PublicationLag, publicationOf } from './publication.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const COARSE_DIGITS = 2;

interface Series {
  readonly name: MetricName;
  readonly unit: string;
  readonly minutes: Map<number, Distribution>;
}

export interface MetricStoreSnapshot {
  readonly seed: number;
  readonly series: readonly {
    readonly name: MetricName;
    readonly unit: string;
    readonly minutes: readonly (readonly [minute: number, distribution: DistributionSnapshot])[];
  }[];
}

export interface MetricStoreOptions {
  readonly lags?: Readonly<Record<string, PublicationLag>>;
  /** How long a minute is kept. */
  readonly retentionMilliseconds?: number;
  /** From which age a minute is kept with two significant digits instead of three. */
  readonly fineMilliseconds?: number;
}

export const minuteOf = (time: number): number => Math.floor(time / MINUTE) * MINUTE;

/** Observations per metric, unit and minute, each minute visible from the moment CloudWatch would publish it. */
export class MetricStore {
  #seed: number;
  readonly #lags: Readonly<Record<string, PublicationLag>>;
  readonly #retention: number;
  readonly #fine: number;
  readonly #metrics = new Map<string, Map<string, Series>>();
  #coarseBefore = Number.NEGATIVE_INFINITY;

  constructor(seed: number, options: MetricStoreOptions = {}) {
    this.#seed = seed;
    this.#lags = { ...DEFAULT_LAGS, ...options.lags };
    this.#retention = options.retentionMilliseconds ?? 24 * HOUR;
    this.#fine = options.fineMilliseconds ?? 3 * HOUR;
  }

  record(observation: Observation): void {
    const { namespace, metric, dimensions } = observation;
    const series = this.#seriesOf({ namespace, metric, dimensions }, observation.unit ?? 'None');
    const minute = minuteOf(observation.at);
    const distribution = series.minutes.get(minute) ?? new Distribution();
    distribution.add(observation.value, observation.count);
    if (distribution.count > 0) series.minutes.set(minute, distribution);
  }

  /**
   * What is visible at `now` of the minutes in [start, end), all merged.
   * @param unit only observations of this unit; all of them when it is left out
   */
  visible(name: MetricName, start: number, end: number, now: number, unit?: string): Distribution {
    const merged = new Distribution();
    const key = metricKey(name);
    for (const series of this.#metrics.get(key)?.values() ?? []) {
      if (unit !== undefined && unit !== series.unit) continue;
      for (let minute = minuteOf(start); minute < end; minute += MINUTE) {
        const part = this.#visibleMinute(series, key, minute, now);
        if (part) merged.merge(part);
      }
    }
    return merged;
  }

  /** Drops minutes past retention and coarsens those that have passed the fine age since the last call. */
  prune(now: number): void {
    const coarseBefore = minuteOf(now - this.#fine);
    for (const [key, units] of this.#metrics) {
      for (const [unit, series] of units) {
        this.#pruneSeries(series, now - this.#retention, coarseBefore);
        if (series.minutes.size === 0) units.delete(unit);
      }
      if (units.size === 0) this.#metrics.delete(key);
    }
    this.#coarseBefore = coarseBefore;
  }

  snapshot(): MetricStoreSnapshot {
    const series = [...this.#metrics.values()].flatMap((units) => [...units.values()]);
    return {
      seed: this.#seed,
      series: series.map(({ name, unit, minutes }) => ({
        name,
        unit,
        minutes: [...minutes].map(([minute, distribution]) => [minute, distribution.snapshot()] as const),
      })),
    };
  }

  restore(snapshot: MetricStoreSnapshot): void {
    this.#seed = snapshot.seed;
    this.#metrics.clear();
    for (const { name, unit, minutes } of snapshot.series) {
      const series = this.#seriesOf(name, unit);
      for (const [minute, saved] of minutes) series.minutes.set(minute, Distribution.restore(saved));
    }
  }

  #seriesOf(name: MetricName, unit: string): Series {
    const key = metricKey(name);
    const units = this.#metrics.get(key) ?? new Map<string, Series>();
    this.#metrics.set(key, units);
    const series = units.get(unit) ?? { name, unit, minutes: new Map<number, Distribution>() };
    units.set(unit, series);
    return series;
  }

  #visibleMinute(series: Series, key: string, minute: number, now: number): Distribution | undefined {
    const distribution = series.minutes.get(minute);
    if (!distribution) return undefined;
    const { namespace } = series.name;
    const publication = publicationOf(this.#lags, this.#seed, { namespace, key }, minute);
    if (now < publication.visibleAt) return undefined;
    return now < publication.completeAt ? distribution.thinned(publication.firstShare) : distribution;
  }

  #pruneSeries({ minutes }: Series, keptFrom: number, coarseBefore: number): void {
    for (const [minute, distribution] of minutes) {
      if (minute < keptFrom) minutes.delete(minute);
      else if (minute >= this.#coarseBefore && minute < coarseBefore) {
        minutes.set(minute, distribution.coarser(COARSE_DIGITS));
      }
    }
  }
}
