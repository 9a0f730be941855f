/** A distribution as plain JSON: `[value, count]` pairs, exact sum, minimum and maximum. */
export interface DistributionSnapshot {
  readonly buckets: readonly (readonly [value: number, count: number])[];
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** One distinct value and how often it was observed. */
export interface Bucket {
  readonly value: number;
  readonly count: number;
}

/** Three digits keep a value within 0.5% and a decade of values within 900 buckets. */
export const FINE_DIGITS = 3;

const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));

/**
 * Observations of one metric as value and count. Values are rounded to a number of significant digits, so memory
 * is bounded by the range of the values and not by the traffic; count, sum, minimum and maximum stay exact.
 */
export class Distribution {
  readonly #buckets = new Map<number, number>();
  #count = 0;
  #sum = 0;
  #minimum = Number.POSITIVE_INFINITY;
  #maximum = Number.NEGATIVE_INFINITY;
  #sorted: readonly Bucket[] | undefined;

  get count(): number {
    return this.#count;
  }
  get sum(): number {
    return this.#sum;
  }
  get minimum(): number {
    return this.#minimum;
  }
  get maximum(): number {
    return this.#maximum;
  }

  add(value: number, count = 1, digits = FINE_DIGITS): void {
    if (count <= 0) return;
    const key = rounded(value, digits);
    this.#buckets.set(key, (this.#buckets.get(key) ?? 0) + count);
    this.#count += count;
    this.#sum += value * count;
    this.#minimum = Math.min(this.#minimum, value);
    this.#maximum = Math.max(this.#maximum, value);
    this.#sorted = undefined;
  }

  /** Adds all observations of another distribution; its exact figures stay exact. */
  merge(other: Distribution, digits = FINE_DIGITS): void {
    for (const [value, count] of other.#buckets) {
      const key = rounded(value, digits);
      this.#buckets.set(key, (this.#buckets.get(key) ?? 0) + count);
    }
    this.#count += other.#count;
    this.#sum += other.#sum;
    this.#minimum = Math.min(this.#minimum, other.#minimum);
    this.#maximum = Math.max(this.#maximum, other.#maximum);
    this.#sorted = undefined;
  }

  /** The same observations in coarser buckets, for data that is kept long. */
  coarser(digits: number): Distribution {
    const coarse = new Distribution();
    coarse.merge(this, digits);
    return coarse;
  }

  /** The distinct values, ascending. */
  sorted(): readonly Bucket[] {
    this.#sorted ??= [...this.#buckets]
      .map(([value, count]) => ({ value, count }))
      .sort((left, right) => left.value - right.value);
    return this.#sorted;
  }

  /** The first `share` of the observations, spread evenly over the values; may be empty. */
  thinned(share: number): Distribution {
    const kept = new Distribution();
    let seen = 0;
    let taken = 0;
    for (const { value, count } of this.sorted()) {
      seen += count;
      const upTo = Math.floor(seen * share);
      kept.add(value, upTo - taken);
      taken = upTo;
    }
    return kept;
  }

  snapshot(): DistributionSnapshot {
    return {
      buckets: this.sorted().map(({ value, count }) => [value, count]),
      sum: this.#sum,
      minimum: this.#minimum,
      maximum: this.#maximum,
    };
  }

  static restore(snapshot: DistributionSnapshot): Distribution {
    const distribution = new Distribution();
    for (const [value, count] of snapshot.buckets) distribution.add(value, count);
    distribution.#sum = snapshot.sum;
    distribution.#minimum = snapshot.minimum;
    distribution.#maximum = snapshot.maximum;
    return distribution;
  }
}
