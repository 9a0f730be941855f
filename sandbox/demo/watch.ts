import { every } from '../clock/every.ts';
import type { DemoService } from './demo-service.ts';
import type { Check } from './invariants.ts';
import { BUSY_MS, checksOf, type Snapshot } from './snapshot.ts';
import type { Stage } from './stage.ts';

/** Sandbox milliseconds between two looks. */
const LOOK_MS = 2_000;

export interface WatchOptions {
  readonly stage: Stage;
  readonly service: DemoService;
  readonly bad: string | undefined;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  note(check: Check): void;
  say(words: string): void;
}

/** Looks at a service from outside again and again, checks what must always hold, and tells how traffic moves. */
export class Watch {
  /** Resolves when the watch is ended; rejects when it cannot look. */
  readonly ended: Promise<void>;
  readonly #options: WatchOptions;
  #recent: Snapshot[] = [];
  #full: { readonly arm: string; readonly since: number } | undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#look();
    this.ended = every(options.stage.clock, LOOK_MS, () => this.#look(), options.signal);
  }

  /** Since when, in milliseconds, the arm that has all traffic has had it; undefined while traffic is split. */
  get fullSince(): number | undefined {
    return this.#full?.since;
  }

  #look(): void {
    const { service, stage, bad, note, say } = this.#options;
    const now = { at: stage.clock.now(), arms: service.arms(), counts: service.traffic.log.counts() };
    const before = this.#recent.at(-1);
    for (const check of checksOf(this.#recent, now, bad)) note(check);
    if (before && sharesOf(before) !== sharesOf(now)) say(sharesOf(now));
    this.#recent = [...this.#recent.filter(({ at }) => at >= now.at - BUSY_MS), now];
    this.#noteFull(now);
  }

  #noteFull({ at, arms }: Snapshot): void {
    const all = arms.find(({ inEffect }) => inEffect === 100)?.name;
    if (all === undefined) this.#full = undefined;
    else if (this.#full?.arm !== all) this.#full = { arm: all, since: at };
  }
}

function sharesOf({ arms }: Snapshot): string {
  const shares = arms
    .filter(({ inEffect }) => inEffect > 0)
    .map(({ name, versions, inEffect }) => `${versions.join('+') || name} ${inEffect}%`);
  return `traffic: ${shares.join(', ')}`;
}
