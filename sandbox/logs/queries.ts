import type { QueryStatus, ResultField } from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../../functions/clock.ts';
import { type InsightsQuery, insightsQuery } from './insights-query.ts';
import type { LogStore } from './log-store.ts';

/** A search of Logs Insights as it was asked for. */
export interface Search {
  readonly groups: readonly string[];
  /** Milliseconds since the epoch, both ends included. */
  readonly from: number;
  readonly to: number;
  readonly queryString: string;
}

/** What there is to say of a search at some time. */
export interface Standing {
  readonly status: QueryStatus;
  readonly results: ResultField[][];
  readonly statistics: { recordsMatched: number; recordsScanned: number; bytesScanned: number };
}

interface Query extends Search {
  readonly query: InsightsQuery;
  readonly startedAt: number;
  stoppedAt?: number;
}

/** A search takes this long, and more for what it scans. */
const SHORTEST_MS = 700;
const BYTES_A_MS = 100_000;
const LINE_OVERHEAD = 26;

/** Searches of Logs Insights of one account: each runs for a while, and what it has scanned grows meanwhile. */
export class Queries {
  readonly #store: LogStore;
  readonly #clock: Clock;
  readonly #accountId: string;
  readonly #queries = new Map<string, Query>();

  constructor(store: LogStore, clock: Clock, accountId: string) {
    this.#store = store;
    this.#clock = clock;
    this.#accountId = accountId;
  }

  /** @throws ResourceNotFoundException for a group that is not there */
  start(id: string, search: Search): void {
    const query = insightsQuery(search.queryString);
    for (const group of search.groups) this.#store.groupEvents(group, () => false, this.#clock.now());
    this.#queries.set(id, { ...search, query, startedAt: this.#clock.now() });
  }

  /** Whether it was running still; undefined when there is no such search. */
  stop(id: string): boolean | undefined {
    const found = this.#queries.get(id);
    if (!found) return undefined;
    const isRunning = this.#standing(found).status === 'Running';
    if (isRunning) found.stoppedAt = this.#clock.now();
    return isRunning;
  }

  standing(id: string): Standing | undefined {
    const found = this.#queries.get(id);
    return found && this.#standing(found);
  }

  #standing(query: Query): Standing {
    const scanned = query.groups.flatMap((group) =>
      this.#store
        .groupEvents(group, () => true, this.#clock.now())
        .filter(({ timestamp }) => timestamp >= query.from && timestamp <= query.to)
        .map((event) => ({ ...event, group })),
    );
    const bytes = scanned.reduce((sum, { message }) => sum + Buffer.byteLength(message) + LINE_OVERHEAD, 0);
    const takes = SHORTEST_MS + bytes / BYTES_A_MS;
    const spent = (query.stoppedAt ?? this.#clock.now()) - query.startedAt;
    const share = Math.min(1, spent / takes);
    const matched = scanned.filter(({ message }) => query.query.isWanted(message));
    const isDone = share === 1;
    const statistics = {
      recordsMatched: Math.floor(matched.length * share),
      recordsScanned: Math.floor(scanned.length * share),
      bytesScanned: Math.floor(bytes * share),
    };
    const status = isDone ? 'Complete' : query.stoppedAt === undefined ? 'Running' : 'Cancelled';
    return { status, results: isDone ? this.#counted(matched, query.query) : [], statistics };
  }

  #counted(
    events: readonly { group: string; timestamp: number; message: string }[],
    { limit, reports }: InsightsQuery,
  ): ResultField[][] {
    if (reports) return reports(events).slice(0, limit);
    const counts = new Map<string, number>();
    for (const { group } of events) counts.set(group, (counts.get(group) ?? 0) + 1);
    return [...counts].slice(0, limit).map(([group, lines]) => [
      { field: '@log', value: `${this.#accountId}:${group}` },
      { field: 'lines', value: String(lines) },
    ]);
  }
}
