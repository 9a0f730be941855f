/** Requests of one version as callers saw them. */
export interface VersionCount {
  total: number;
  failed: number;
  /** Milliseconds since the epoch, in sandbox time. */
  firstAt: number;
  lastAt: number;
}

/** What callers saw. `failed` counts every answer of 400 and above, and every request without an answer. */
export interface TrafficCounts {
  readonly total: number;
  readonly failed: number;
  readonly byVersion: Readonly<Record<string, Readonly<VersionCount>>>;
  /** By status; 0 is a request that got no answer. */
  readonly byStatus: Readonly<Record<string, number>>;
}

/** Counts of a window; not `complete` when the log no longer holds all of it. */
export interface WindowCounts extends TrafficCounts {
  readonly complete: boolean;
}

interface Entry {
  readonly at: number;
  readonly version: string | undefined;
  readonly status: number;
  readonly count: number;
}

interface Span {
  readonly totalBeforeFirst: number;
  totalAtLast: number;
}

class Tally {
  total = 0;
  failed = 0;
  readonly byVersion: Record<string, VersionCount> = {};
  readonly byStatus: Record<string, number> = {};

  add({ at, version, status, count }: Entry): void {
    const failed = status === 0 || status >= 400 ? count : 0;
    this.total += count;
    this.failed += failed;
    this.byStatus[status] = (this.byStatus[status] ?? 0) + count;
    if (version === undefined) return;
    this.byVersion[version] ??= { total: 0, failed: 0, firstAt: at, lastAt: at };
    const seen = this.byVersion[version];
    seen.total += count;
    seen.failed += failed;
    seen.lastAt = at;
  }
}

/** The callers' own record: totals for ever, single results for as long as the ring holds them. */
export class TrafficLog {
  readonly #all = new Tally();
  readonly #spans = new Map<string, Span>();
  readonly #ring: Entry[] = [];
  readonly #capacity: number;
  #next = 0;
  #forgottenUntil = Number.NEGATIVE_INFINITY;

  constructor(capacity = 100_000) {
    this.#capacity = capacity;
  }

  /** Takes `count` equal results that ended at `at`; without a version when no task answered. */
  record(at: number, version: string | undefined, status: number, count = 1): void {
    if (count <= 0) return;
    const entry = { at, version, status, count };
    if (version !== undefined) this.#extend(version, count);
    this.#all.add(entry);
    this.#keep(entry);
  }

  counts(): TrafficCounts {
    return structuredClone({
      total: this.#all.total,
      failed: this.#all.failed,
      byVersion: this.#all.byVersion,
      byStatus: this.#all.byStatus,
    });
  }

  /** Results that ended from `from` (with it) to `to` (without it). */
  window(from: number, to: number): WindowCounts {
    const tally = new Tally();
    for (const entry of this.#ring) if (entry.at >= from && entry.at < to) tally.add(entry);
    const { total, failed, byVersion, byStatus } = tally;
    return { total, failed, byVersion, byStatus, complete: from > this.#forgottenUntil };
  }

  /** A version's share of all requests between its first and its last one; 0 when it was never seen. */
  exposure(version: string): number {
    const span = this.#spans.get(version);
    const seen = this.#all.byVersion[version];
    if (span === undefined || seen === undefined) return 0;
    return seen.total / (span.totalAtLast - span.totalBeforeFirst);
  }

  #extend(version: string, count: number): void {
    const totalAtLast = this.#all.total + count;
    const span = this.#spans.get(version);
    if (span !== undefined) span.totalAtLast = totalAtLast;
    else this.#spans.set(version, { totalBeforeFirst: this.#all.total, totalAtLast });
  }

  #keep(entry: Entry): void {
    const old = this.#ring[this.#next];
    if (old !== undefined) this.#forgottenUntil = Math.max(this.#forgottenUntil, old.at);
    this.#ring[this.#next] = entry;
    this.#next = (this.#next + 1) % this.#capacity;
  }
}
