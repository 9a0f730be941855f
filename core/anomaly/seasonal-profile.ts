import type { Memory } from './memory.ts';

const DAY_MS = 86_400_000;
const HALF_HOURS = 48;
const SLOWEST = 0.02;
/** A half-hour says what is usual once it has so many points. */
const ENOUGH = 3;
const COUNTED_TO = 60_000;

/** The usual value of each half-hour of the day (in UTC), older days fading. */
export class SeasonalProfile {
  static readonly BYTES = HALF_HOURS * 6;
  readonly #means: Float32Array;
  readonly #counts: Uint16Array;

  constructor(memory: Memory) {
    this.#means = memory.float32(HALF_HOURS);
    this.#counts = memory.uint16(HALF_HOURS);
  }

  /** What is usual at a time, or undefined while unknown. @param time milliseconds since the epoch. */
  usual(time: number): number | undefined {
    const at = halfHourOf(time);
    return (this.#counts[at] ?? 0) > ENOUGH ? this.#means[at] : undefined;
  }

  learn(time: number, value: number): void {
    const at = halfHourOf(time);
    const count = Math.min((this.#counts[at] ?? 0) + 1, COUNTED_TO);
    const mean = this.#means[at] ?? 0;
    this.#counts[at] = count;
    this.#means[at] = mean + Math.max(SLOWEST, 1 / count) * (value - mean);
  }
}

function halfHourOf(time: number): number {
  const inDay = ((time % DAY_MS) + DAY_MS) % DAY_MS;
  return Math.floor((inDay / DAY_MS) * HALF_HOURS);
}
