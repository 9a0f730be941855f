import { EVIDENCE, type Evidence } from './evidence.ts';
import { current, type Pattern, scannedPlaces } from './pattern.ts';
import { PatternIndex } from './pattern-index.ts';
import { Scanner } from './scanner.ts';

export interface MinerOptions {
  readonly evidence?: Evidence;
  /** Patterns that are kept; beyond that those that were not seen for longest go. */
  readonly mostPatterns?: number;
  /** Lines that are known by heart, values aside. */
  readonly mostCached?: number;
}

/** What was given up to stay within bounds. */
export interface GivenUp {
  patterns: number;
  lines: number;
}

const MOST_PATTERNS = 4_096;
const MOST_CACHED = 16_384;
/** Of the patterns, when there are too many. */
const KEPT_SHARE = 0.75;

/**
 * Mines templates of log lines in one pass: a line is scanned once, looked up by what is constant in it, and only if
 * nothing like it is known is it entered. Memory is bounded whatever comes.
 */
export class Miner {
  readonly givenUp: GivenUp = { patterns: 0, lines: 0 };
  readonly #scanner = new Scanner();
  readonly #index: PatternIndex;
  readonly #mostPatterns: number;
  readonly #mostCached: number;
  /** Two generations: what was not asked for while the younger one filled up is forgotten. */
  #young = new Map<number, Pattern>();
  #old = new Map<number, Pattern>();
  #lines = 0;

  constructor({ evidence, mostPatterns, mostCached }: MinerOptions = {}) {
    this.#index = new PatternIndex(evidence ?? EVIDENCE);
    this.#mostPatterns = mostPatterns ?? MOST_PATTERNS;
    this.#mostCached = mostCached ?? MOST_CACHED;
  }

  /** Takes a line; answers its pattern, which may become part of a more general one later: see `current`. */
  add(line: string): Pattern {
    const scanner = this.#scanner;
    scanner.scan(line);
    const key = scanner.key();
    const cached = this.#young.get(key);
    const pattern = cached ? current(cached) : this.#find(key);
    pattern.lines++;
    pattern.lastSeen = ++this.#lines;
    return pattern;
  }

  /** Takes lines that were counted elsewhere, by their pattern. */
  addPattern({ places, lines }: Pick<Pattern, 'places' | 'lines'>): Pattern {
    const pattern = this.#index.place(places);
    pattern.lines += lines;
    this.#lines += lines;
    pattern.lastSeen = this.#lines;
    this.#shrink();
    return pattern;
  }

  /** Lines that were taken. */
  get lines(): number {
    return this.#lines;
  }

  patterns(): Pattern[] {
    return [...this.#index.patterns];
  }

  #find(key: number): Pattern {
    const old = this.#old.get(key);
    const pattern = old ? current(old) : this.#index.place(scannedPlaces(this.#scanner));
    this.#young.set(key, pattern);
    if (this.#young.size >= this.#mostCached / 2) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    if (old) return pattern;
    // It is about to be counted, so it is not among those that go.
    pattern.lastSeen = this.#lines + 1;
    this.#shrink();
    return current(pattern);
  }

  /** Gives up the patterns that were not seen for longest, and enters the others again. */
  #shrink(): void {
    const all = this.#index.patterns;
    if (all.size <= this.#mostPatterns) return;
    const byAge = [...all].sort((one, other) => other.lastSeen - one.lastSeen);
    const kept = byAge.slice(0, Math.floor(this.#mostPatterns * KEPT_SHARE));
    for (const { lines } of byAge.slice(kept.length)) this.givenUp.lines += lines;
    this.givenUp.patterns += byAge.length - kept.length;
    this.#index.clear();
    this.#young.clear();
    this.#old.clear();
    for (const before of kept) {
      const pattern = this.#index.place(before.places);
      pattern.lines += before.lines;
      pattern.lastSeen = Math.max(pattern.lastSeen, before.lastSeen);
      before.into = pattern;
    }
  }
}
