/** One timed piece of work within a trace, as X-Ray segments or OpenTelemetry spans tell of it. */
export interface TraceSpan {
  readonly traceId: string;
  readonly id: string;
  /** Absent at the root of a trace. */
  readonly parentId?: string;
  /** The service that did the work. */
  readonly node: string;
  readonly operation: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  /** Milliseconds that it took. */
  readonly length: number;
}

/** A log line that was written in the course of a span. */
export interface TracedLine {
  readonly spanId: string;
  readonly template: string;
}

/** What was traced in some minutes. */
export interface TraceSample {
  readonly spans: readonly TraceSpan[];
  readonly lines: readonly TracedLine[];
}

/** One call that a service answered: its spans of one trace below the span with which the call came in. */
export interface Visit {
  readonly traceId: string;
  readonly node: string;
  /** The service and what it was asked for; visits of one kind are like each other. */
  readonly kind: string;
  /** When it was done; milliseconds since the epoch. */
  readonly end: number;
  /** Milliseconds spent in the service itself, without the calls it waited for. */
  readonly self: number;
  /** Milliseconds that its caller waited longer than it took: network, connection, queue. Absent at the root. */
  readonly gap?: number;
  readonly caller?: string;
  /** What happened in it: templates written, pieces of work, calls made. */
  readonly events: ReadonlySet<string>;
}

/** The calls that were answered in a sample. */
export function visitsOf({ spans, lines }: TraceSample): Visit[] {
  const byId = new Map(spans.map((span) => [span.id, span]));
  const parentOf = ({ parentId }: TraceSpan) => (parentId === undefined ? undefined : byId.get(parentId));
  const isEntry = (span: TraceSpan) => parentOf(span)?.node !== span.node;
  const entryOf = new Map<string, TraceSpan>();
  const entry = (span: TraceSpan): TraceSpan => {
    const known = entryOf.get(span.id);
    if (known) return known;
    const parent = parentOf(span);
    const found = parent === undefined || parent.node !== span.node ? span : entry(parent);
    entryOf.set(span.id, found);
    return found;
  };
  const events = new Map<string, Set<string>>();
  const waits = new Map<string, number>();
  const note = (id: string, event: string) => events.set(id, (events.get(id) ?? new Set()).add(event));
  for (const span of spans) {
    const own = entry(span);
    if (own !== span) note(own.id, `work ${span.operation}`);
    const client = isEntry(span) ? parentOf(span) : undefined;
    if (client === undefined) continue;
    const caller = entry(client);
    note(caller.id, `call ${span.node} ${span.operation}`);
    waits.set(
      caller.id,
      (waits.get(caller.id) ?? 0) + Math.max(span.length, client === caller ? 0 : client.length),
    );
  }
  for (const { spanId, template } of lines) {
    const span = byId.get(spanId);
    if (span) note(entry(span).id, `line ${template}`);
  }
  return spans.filter(isEntry).map((span) => {
    const client = parentOf(span);
    const gap = client === undefined ? undefined : Math.max(0, client.length - span.length);
    return {
      traceId: span.traceId,
      node: span.node,
      kind: `${span.node} ${span.operation}`,
      end: span.start + span.length,
      self: Math.max(0, span.length - (waits.get(span.id) ?? 0)),
      ...(client && gap !== undefined && { gap, caller: client.node }),
      events: events.get(span.id) ?? new Set(),
    };
  });
}
