import type { Memory } from './memory.ts';

/** Edges of the classes, in mean absolute deviations from the running mean. */
const EDGES = [-2, -1.2, -0.5, 0, 0.5, 1.2, 2];
const CLASSES = EDGES.length + 1;
const LONGEST = 64;
/** What is older than this many windows counts little. */
const MEMORY_WINDOWS = 300;

const HEADER = { filled: 0, next: 1, total: 2 } as const;

/**
 * How far the values of the last window are distributed from all that came before it: the Kullback-Leibler divergence
 * of their classes (after Wang and others, Statistical techniques for online anomaly detection in data centers, 2011).
 * Sees a series that behaves differently without leaving its range: too quiet, too busy, on another level.
 */
export class DistributionShift {
  static readonly BYTES = LONGEST + CLASSES * 16 + 24;
  readonly #length: number;
  readonly #recent: Uint8Array;
  readonly #window: Float64Array;
  readonly #past: Float64Array;
  readonly #header: Float64Array;

  /** @param length points in the window, at most 64. */
  constructor(memory: Memory, length: number) {
    this.#length = Math.min(length, LONGEST);
    this.#recent = memory.uint8(LONGEST);
    this.#window = memory.float64(CLASSES);
    this.#past = memory.float64(CLASSES);
    this.#header = memory.float64(Object.keys(HEADER).length);
  }

  /** The divergence with this value taken in, in nats, or undefined while too little was seen. @param distance from the mean in deviations. */
  learn(distance: number): number | undefined {
    this.#push(classOf(distance));
    const isReady = this.#at('filled') === this.#length && this.#at('total') >= this.#length / 2;
    return isReady ? this.#divergence() : undefined;
  }

  #push(kind: number): void {
    const at = this.#at('next');
    const old = this.#recent[at] ?? 0;
    const isFull = this.#at('filled') === this.#length;
    if (isFull) {
      this.#window[old] = (this.#window[old] ?? 0) - 1;
      this.#remember(old);
    } else this.#header[HEADER.filled] = this.#at('filled') + 1;
    this.#recent[at] = kind;
    this.#window[kind] = (this.#window[kind] ?? 0) + 1;
    this.#header[HEADER.next] = (at + 1) % this.#length;
  }

  #remember(kind: number): void {
    const kept = 1 - 1 / (MEMORY_WINDOWS * this.#length);
    for (let other = 0; other < CLASSES; other++) this.#past[other] = (this.#past[other] ?? 0) * kept;
    this.#past[kind] = (this.#past[kind] ?? 0) + 1;
    this.#header[HEADER.total] = this.#at('total') * kept + 1;
  }

  #divergence(): number {
    let divergence = 0;
    for (let kind = 0; kind < CLASSES; kind++) {
      const share = (this.#window[kind] ?? 0) / this.#length;
      const before = ((this.#past[kind] ?? 0) + 1) / (this.#at('total') + CLASSES);
      if (share > 0) divergence += share * Math.log(share / before);
    }
    return Math.max(0, divergence);
  }

  #at(field: keyof typeof HEADER): number {
    return this.#header[HEADER[field]] ?? 0;
  }
}

function classOf(distance: number): number {
  let kind = 0;
  while (kind < EDGES.length && distance > (EDGES[kind] ?? 0)) kind += 1;
  return kind;
}
