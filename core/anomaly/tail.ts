import type { Memory } from './memory.ts';

const BINS = 128;
/** Neighbouring bins differ by a tenth. */
const WIDTH = Math.log(1.1);
/** The share of values from which on the tail is fitted. */
const TAIL_SHARE = 0.01;
/** The tail is taken for one of this index until the values say otherwise, as if ten of them had said so. */
const PRIOR_INDEX = 0.3;
const PRIOR_VALUES = 10;
const STEEPEST = 50;
const WARM_UP = 30;
const REFIT_EVERY = 16;
/** Beyond so many values each counts half: the past fades. */
const FULL = 32_768;

const HEADER = { count: 0, top: 1, seen: 2, from: 3, share: 4, steepness: 5, below: 6 } as const;

/**
 * How rare a value is among those before it, as -ln of the share that is as large or larger. The values lie in a
 * histogram with logarithmic bins, of which the uppermost are kept (as DDSketch does, Masson and others, 2019); above
 * its upper hundredth they follow a power law whose index is estimated from the excesses (Hill, 1975), so that a
 * value larger than any before has a finite rarity, smaller the heavier the tail is.
 */
export class Tail {
  static readonly BYTES = BINS * 2 + Object.keys(HEADER).length * 8;
  readonly #bins: Uint16Array;
  readonly #header: Float64Array;

  constructor(memory: Memory) {
    this.#bins = memory.uint16(BINS);
    this.#header = memory.float64(Object.keys(HEADER).length);
  }

  /** Says how rare a value is, 0 where it is not in the tail, and takes it in. @param value zero or more. */
  learn(value: number): number {
    const header = this.#header;
    const seen = this.#at(HEADER.seen);
    if (seen >= WARM_UP && (seen - WARM_UP) % REFIT_EVERY === 0) this.#fit();
    const rarity = seen >= WARM_UP ? this.#rarity(value) : 0;
    header[HEADER.seen] = seen + 1;
    this.#add(value);
    return rarity;
  }

  /** The least value of this rarity, or undefined while too little was seen. @param rarity in nats. */
  valueAt(rarity: number): number | undefined {
    if (this.#at(HEADER.seen) <= WARM_UP) return undefined;
    const beyond = Math.max(0, rarity + Math.log(this.#at(HEADER.share)));
    return this.#at(HEADER.from) * Math.exp(beyond / this.#at(HEADER.steepness));
  }

  #rarity(value: number): number {
    const from = this.#at(HEADER.from);
    if (value <= from) return 0;
    const smallest = Math.max(from, Number.MIN_VALUE);
    return -Math.log(this.#at(HEADER.share)) + this.#at(HEADER.steepness) * Math.log(value / smallest);
  }

  #add(value: number): void {
    const header = this.#header;
    if (this.#at(HEADER.count) >= FULL) this.#halve();
    header[HEADER.count] = this.#at(HEADER.count) + 1;
    if (value <= 0) {
      header[HEADER.below] = this.#at(HEADER.below) + 1;
      return;
    }
    const bin = Math.floor(Math.log(value) / WIDTH);
    if (this.#isEmpty()) header[HEADER.top] = bin;
    if (bin > this.#at(HEADER.top)) this.#raise(bin);
    const place = BINS - 1 - (this.#at(HEADER.top) - bin);
    if (place < 0) header[HEADER.below] = this.#at(HEADER.below) + 1;
    else this.#bins[place] = (this.#bins[place] ?? 0) + 1;
  }

  #isEmpty(): boolean {
    return this.#at(HEADER.count) - 1 === this.#at(HEADER.below);
  }

  /** Moves the histogram so that its uppermost bin is a higher one; what falls out below is only counted. */
  #raise(bin: number): void {
    const steps = Math.min(BINS, bin - this.#at(HEADER.top));
    let lost = 0;
    for (let place = 0; place < steps; place++) lost += this.#bins[place] ?? 0;
    this.#bins.copyWithin(0, steps);
    this.#bins.fill(0, BINS - steps);
    this.#header[HEADER.top] = bin;
    this.#header[HEADER.below] = this.#at(HEADER.below) + lost;
  }

  #halve(): void {
    let count = Math.floor(this.#at(HEADER.below) / 2);
    this.#header[HEADER.below] = count;
    for (let place = 0; place < BINS; place++) {
      const half = (this.#bins[place] ?? 0) >> 1;
      this.#bins[place] = half;
      count += half;
    }
    this.#header[HEADER.count] = count;
  }

  #fit(): void {
    const count = this.#at(HEADER.count);
    let above = 0;
    let place = BINS - 1;
    while (place > 0 && above + (this.#bins[place] ?? 0) < TAIL_SHARE * count) {
      above += this.#bins[place] ?? 0;
      place -= 1;
    }
    above += place > 0 ? (this.#bins[place] ?? 0) : 0;
    let excess = 0;
    for (let bin = Math.max(place, 1); bin < BINS; bin++)
      excess += (this.#bins[bin] ?? 0) * (bin + 0.5 - place) * WIDTH;
    const index = (excess + PRIOR_VALUES * PRIOR_INDEX) / (above + PRIOR_VALUES);
    this.#header[HEADER.from] = this.#edge(place);
    this.#header[HEADER.share] = Math.max(above, 1) / count;
    this.#header[HEADER.steepness] = Math.min(STEEPEST, 1 / index);
  }

  /** The lower edge of a bin; nothing where no value was above zero. */
  #edge(place: number): number {
    if (this.#at(HEADER.count) === this.#at(HEADER.below)) return 0;
    return Math.exp((this.#at(HEADER.top) - (BINS - 1 - place)) * WIDTH);
  }

  #at(field: (typeof HEADER)[keyof typeof HEADER]): number {
    return this.#header[field] ?? 0;
  }
}
