import { IsolationForest } from './isolation-forest.ts';
import type { Memory } from './memory.ts';
import { randomAt, seededRandom } from './random.ts';

const WINDOW = 8;
/** The window's values, their range, the last step. */
const COLUMNS = WINDOW + 2;
const KEPT = 64;
const TREES = 30;
const SAMPLE = 48;
/** The sample of the past is drawn from about so many windows. */
const HORIZON = KEPT * 8;
const FEWEST = 40;

const HEADER = { filled: 0, seen: 1, grown: 2, sinceGrown: 3, frozen: 4 } as const;

/**
 * How easily the last window of residuals is told from a random sample of the windows before it, by an isolation
 * forest that is grown anew at intervals. What it was grown from is kept beside the sample that goes on changing, so
 * that the same forest grows again wherever the detector is resumed.
 */
export class WindowForest {
  static readonly BYTES = (WINDOW + Object.keys(HEADER).length) * 8 + 2 * KEPT * COLUMNS * 4;
  readonly #recent: Float64Array;
  readonly #header: Float64Array;
  readonly #sample: Float32Array;
  readonly #frozen: Float32Array;
  readonly #row = new Float32Array(COLUMNS);
  readonly #seed: number;
  readonly #regrowAfter: number;
  #forest: IsolationForest | undefined;

  /** @param regrowAfter points after which the forest is grown anew. */
  constructor(memory: Memory, seed: number, regrowAfter: number) {
    this.#recent = memory.float64(WINDOW);
    this.#header = memory.float64(Object.keys(HEADER).length);
    this.#sample = memory.float32(KEPT * COLUMNS);
    this.#frozen = memory.float32(KEPT * COLUMNS);
    this.#seed = seed;
    this.#regrowAfter = regrowAfter;
  }

  /** From 0 to 1, undefined while there is no forest. @param residual the distance from what is usual. */
  learn(residual: number): number | undefined {
    this.#recent.copyWithin(0, 1);
    this.#recent[WINDOW - 1] = residual;
    this.#header[HEADER.filled] = Math.min(WINDOW, this.#at('filled') + 1);
    if (this.#at('filled') < WINDOW) return undefined;
    this.#describe();
    const score = this.#grown()?.score(this.#row);
    this.#keep();
    this.#regrow();
    return score;
  }

  /** A gap: the next window begins with the next point. */
  interrupt(): void {
    this.#header[HEADER.filled] = 0;
  }

  #describe(): void {
    this.#row.set(this.#recent);
    this.#row[WINDOW] = Math.max(...this.#recent) - Math.min(...this.#recent);
    this.#row[WINDOW + 1] = (this.#recent[WINDOW - 1] ?? 0) - (this.#recent[WINDOW - 2] ?? 0);
  }

  /** Reservoir sampling (Vitter, 1985) that goes on replacing, so that the past fades. */
  #keep(): void {
    const seen = this.#at('seen');
    this.#header[HEADER.seen] = seen + 1;
    const place = seen < KEPT ? seen : Math.floor(randomAt(this.#seed, seen) * Math.min(seen + 1, HORIZON));
    if (place < KEPT) this.#sample.set(this.#row, place * COLUMNS);
  }

  #regrow(): void {
    const since = this.#at('sinceGrown') + 1;
    this.#header[HEADER.sinceGrown] = since;
    const isDue = this.#at('grown') === 0 || since >= this.#regrowAfter;
    if (this.#at('seen') < FEWEST || !isDue) return;
    this.#frozen.set(this.#sample);
    this.#header[HEADER.frozen] = Math.min(this.#at('seen'), KEPT);
    this.#header[HEADER.grown] = this.#at('grown') + 1;
    this.#header[HEADER.sinceGrown] = 0;
    this.#forest = undefined;
  }

  #grown(): IsolationForest | undefined {
    if (this.#at('grown') === 0) return undefined;
    this.#forest ??= IsolationForest.grow(
      { values: this.#frozen.subarray(0, this.#at('frozen') * COLUMNS), columns: COLUMNS },
      { trees: TREES, sample: SAMPLE, random: seededRandom(this.#seed + this.#at('grown')) },
    );
    return this.#forest;
  }

  #at(field: keyof typeof HEADER): number {
    return this.#header[HEADER[field]] ?? 0;
  }
}
