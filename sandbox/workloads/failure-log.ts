import type { Answers } from './callee.ts';
import type { FailureWords } from './failure-words.ts';

/** Milliseconds between two lines of one log: six a minute. */
const EVERY_MS = 10_000;
/** Calls that take longer are worth a line. */
const SLOW_SECONDS = 0.2;

interface Pending {
  count: number;
  line: string;
}

/**
 * What a task or a function writes of failures: a line now and then, as loggers with a limit do, each kind of line as
 * often as what it tells of happens. Nothing is drawn at random.
 */
export class FailureLog {
  readonly #write: (line: string) => void;
  readonly #words: FailureWords;
  /** What happened since the last line, by kind. */
  readonly #pending = new Map<string, Pending>();
  /** Lines that a kind has coming, by its shares so far; below zero when it was ahead. */
  readonly #credits = new Map<string, number>();
  #nextAt = Number.NEGATIVE_INFINITY;

  constructor(words: FailureWords, write: (line: string) => void) {
    this.#words = words;
    this.#write = write;
  }

  /** Something failed so often, by expectation: parts of one add up. */
  failed(
    kind: keyof FailureWords & ('exception' | 'hung' | 'overloaded' | 'diskFull' | 'poolEmpty'),
    count: number,
  ): void {
    if (count > 0) this.note(kind, count, this.#words[kind]);
  }

  /** How so many calls to something else ended. */
  called(name: string, count: number, { failed, seconds, failure = 500 }: Answers): void {
    if (failed > 0) this.note(`${name} ${failure}`, failed, this.#words.call(name, failure));
    const mean = seconds / count;
    if (count <= failed || mean <= SLOW_SECONDS) return;
    this.note(`slow ${name}`, count - failed, this.#words.slowCall(name, Math.round(1_000 * mean)));
  }

  /** So many messages of a queue could not be worked off. */
  messagesFailed(queue: string, count: number): void {
    this.note(`message ${queue}`, count, this.#words.message(queue));
  }

  note(kind: string, count: number, line: string): void {
    const pending = this.#pending.get(kind);
    if (pending === undefined) this.#pending.set(kind, { count, line });
    else {
      pending.count += count;
      pending.line = line;
    }
  }

  /** Writes a line if there is one to be written, and it is time for one. */
  flush(now: number): void {
    if (this.#pending.size === 0 || now < this.#nextAt) return;
    let total = 0;
    for (const { count } of this.#pending.values()) total += count;
    if (total < 1) return;
    let next = '';
    let most = Number.NEGATIVE_INFINITY;
    for (const [kind, { count }] of this.#pending) {
      const credit = (this.#credits.get(kind) ?? 0) + count / total;
      this.#credits.set(kind, credit);
      if (credit > most) [next, most] = [kind, credit];
    }
    this.#write(this.#pending.get(next)?.line ?? '');
    this.#credits.set(next, most - 1);
    this.#pending.clear();
    this.#nextAt = now + EVERY_MS;
  }
}
