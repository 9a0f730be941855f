import type { Memory } from './memory.ts';

/** What a metric's values are. */
export type MetricKind = 'gauge' | 'counter';

/** A point that says something, or why it says nothing. */
export type Taken =
  | { readonly status: 'TAKEN'; readonly value: number; readonly afterGap: boolean }
  | { readonly status: 'NOT_A_NUMBER' | 'DUPLICATE' | 'LATE' | 'COUNTER_START' | 'COUNTER_RESET' };

/** So many usual intervals without a point are a gap. */
const GAP_INTERVALS = 6;
const INTERVAL_WEIGHT = 0.05;

const HEADER = { last: 0, interval: 1, counter: 2, started: 3, counted: 4 } as const;

/** Lets through each moment once, in order, and turns a counter into what it grew by in a second. */
export class Intake {
  static readonly BYTES = Object.keys(HEADER).length * 8;
  readonly #kind: MetricKind;
  readonly #state: Float64Array;

  constructor(memory: Memory, kind: MetricKind) {
    this.#kind = kind;
    this.#state = memory.float64(Object.keys(HEADER).length);
  }

  /** The time of the last point that was taken, or undefined. */
  get last(): number | undefined {
    return this.#at('started') === 0 ? undefined : this.#at('last');
  }

  take(time: number, value: number): Taken {
    if (!Number.isFinite(value) || !Number.isFinite(time)) return { status: 'NOT_A_NUMBER' };
    const { last } = this;
    if (last !== undefined && time === last) return { status: 'DUPLICATE' };
    if (last !== undefined && time < last) return { status: 'LATE' };
    const elapsed = last === undefined ? undefined : time - last;
    const afterGap = this.#tick(time, elapsed);
    return this.#kind === 'gauge'
      ? { status: 'TAKEN', value, afterGap }
      : this.#grown(value, elapsed, afterGap);
  }

  /** Whether a gap ended with this point. The usual interval follows the points, gaps apart. */
  #tick(time: number, elapsed: number | undefined): boolean {
    this.#state[HEADER.last] = time;
    this.#state[HEADER.started] = 1;
    if (elapsed === undefined) return false;
    const interval = this.#at('interval');
    const isGap = interval > 0 && elapsed > GAP_INTERVALS * interval;
    const seen = Math.min(elapsed, GAP_INTERVALS * (interval || elapsed));
    this.#state[HEADER.interval] = interval === 0 ? seen : interval + INTERVAL_WEIGHT * (seen - interval);
    return isGap;
  }

  #grown(counter: number, elapsed: number | undefined, afterGap: boolean): Taken {
    const before = this.#at('counter');
    const isFirst = this.#at('counted') === 0;
    this.#state[HEADER.counter] = counter;
    this.#state[HEADER.counted] = 1;
    if (isFirst || elapsed === undefined) return { status: 'COUNTER_START' };
    if (counter < before) return { status: 'COUNTER_RESET' };
    return { status: 'TAKEN', value: (counter - before) / (elapsed / 1000), afterGap };
  }

  #at(field: keyof typeof HEADER): number {
    return this.#state[HEADER[field]] ?? 0;
  }
}
