import { alreadyExists, notFound } from './refusals.ts';

/** One line of a stream; times in milliseconds since the epoch, `sequence` unique and growing in the account. */
export interface LogEvent {
  readonly sequence: number;
  readonly timestamp: number;
  readonly ingestedAt: number;
  readonly message: string;
}

/** A line with the stream it is in. */
export interface StreamedEvent extends LogEvent {
  readonly stream: string;
}

/** A group without its lines. */
export interface LogGroupSummary {
  readonly name: string;
  readonly createdAt: number;
  readonly storedBytes: number;
}

interface Group {
  readonly createdAt: number;
  readonly streams: Map<string, LogEvent[]>;
  count: number;
}

export interface LogStoreSnapshot {
  readonly sequence: number;
  readonly groups: readonly {
    readonly name: string;
    readonly createdAt: number;
    readonly streams: readonly (readonly [name: string, events: readonly LogEvent[]])[];
  }[];
}

export interface LogStoreOptions {
  /** How long a line is kept. */
  readonly retentionMilliseconds?: number;
  /** How many lines a group keeps; beyond that the oldest go. */
  readonly eventsPerGroup?: number;
}

/** Log lines per group and stream, bounded by age and by number. */
export class LogStore {
  readonly retentionMilliseconds: number;
  readonly #eventsPerGroup: number;
  readonly #groups = new Map<string, Group>();
  #sequence = 0;

  constructor(options: LogStoreOptions = {}) {
    this.retentionMilliseconds = options.retentionMilliseconds ?? 30 * 86_400_000;
    this.#eventsPerGroup = options.eventsPerGroup ?? 50_000;
  }

  /** Throws ResourceAlreadyExistsException. */
  createGroup(name: string, now: number): void {
    if (this.#groups.has(name)) throw alreadyExists('group');
    this.#groups.set(name, { createdAt: now, streams: new Map(), count: 0 });
  }

  /** Throws ResourceNotFoundException for the group and ResourceAlreadyExistsException for the stream. */
  createStream(group: string, stream: string): void {
    const { streams } = this.#group(group);
    if (streams.has(stream)) throw alreadyExists('stream');
    streams.set(stream, []);
  }

  hasStream(group: string, stream: string): boolean {
    return this.#groups.get(group)?.streams.has(stream) ?? false;
  }

  hasGroup(group: string): boolean {
    return this.#groups.has(group);
  }

  /** Adds a line in the order of its timestamp. Throws ResourceNotFoundException. */
  append(group: string, stream: string, line: { timestamp: number; message: string }, now: number): void {
    const { events, holder } = this.#stream(group, stream);
    const event = { ...line, ingestedAt: now, sequence: this.#sequence++ };
    const after = events.findLastIndex(({ timestamp }) => timestamp <= event.timestamp) + 1;
    if (after === events.length) events.push(event);
    else events.splice(after, 0, event);
    holder.count++;
    if (holder.count > this.#eventsPerGroup) this.#shrink(holder, now);
  }

  /** The lines of one stream by timestamp. Throws ResourceNotFoundException. */
  streamEvents(group: string, stream: string, now: number): readonly LogEvent[] {
    const from = now - this.retentionMilliseconds;
    return this.#stream(group, stream).events.filter(({ timestamp }) => timestamp >= from);
  }

  /** The lines of a group's streams by timestamp. Throws ResourceNotFoundException. */
  groupEvents(group: string, isWanted: (stream: string) => boolean, now: number): readonly StreamedEvent[] {
    const from = now - this.retentionMilliseconds;
    return [...this.#group(group).streams]
      .filter(([stream]) => isWanted(stream))
      .flatMap(([stream, events]) => events.map((event) => ({ ...event, stream })))
      .filter(({ timestamp }) => timestamp >= from)
      .sort((left, right) => left.timestamp - right.timestamp || left.sequence - right.sequence);
  }

  /** All groups by name. */
  groups(): readonly LogGroupSummary[] {
    const summaries = [...this.#groups].map(([name, { createdAt, streams }]) => {
      const events = [...streams.values()].flat();
      const storedBytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + 26, 0);
      return { name, createdAt, storedBytes };
    });
    return summaries.sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  snapshot(): LogStoreSnapshot {
    const groups = [...this.#groups].map(([name, { createdAt, streams }]) => ({
      name,
      createdAt,
      streams: [...streams].map(([stream, events]) => [stream, [...events]] as const),
    }));
    return { sequence: this.#sequence, groups };
  }

  restore(snapshot: LogStoreSnapshot): void {
    this.#sequence = snapshot.sequence;
    this.#groups.clear();
    for (const { name, createdAt, streams } of snapshot.groups) {
      const copied = new Map(streams.map(([stream, events]) => [stream, [...events]]));
      const count = streams.reduce((sum, [, events]) => sum + events.length, 0);
      this.#groups.set(name, { createdAt, streams: copied, count });
    }
  }

  #group(name: string): Group {
    const group = this.#groups.get(name);
    if (!group) throw notFound('group');
    return group;
  }

  #stream(group: string, stream: string): { events: LogEvent[]; holder: Group } {
    const holder = this.#group(group);
    const events = holder.streams.get(stream);
    if (!events) throw notFound('stream');
    return { events, holder };
  }

  /** Drops what is past retention and, of the rest, the oldest tenth, so that it is not needed at every line. */
  #shrink(group: Group, now: number): void {
    const kept = Math.floor(this.#eventsPerGroup * 0.9);
    const sequences = [...group.streams.values()].flat().map(({ sequence }) => sequence);
    const from = sequences.sort((left, right) => right - left)[kept - 1] ?? 0;
    group.count = 0;
    for (const events of group.streams.values()) {
      const survivors = events.filter(
        ({ sequence, timestamp }) => sequence >= from && timestamp >= now - this.retentionMilliseconds,
      );
      events.splice(0, events.length, ...survivors);
      group.count += survivors.length;
    }
  }
}
