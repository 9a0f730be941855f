import type { NodeSeries, Period } from './calls.ts';
import type { TraceSample, TraceSpan } from './traces.ts';

/** A node that is well for two hours, and then as the given periods say. */
export function series(
  node: string,
  well: Period,
  now: readonly Period[],
  seen?: NodeSeries['seen'],
): NodeSeries {
  // A little life, without which nothing is unusual.
  const usual = Array.from({ length: 120 }, (_, minute) => ({
    ...well,
    ...(well.latency !== undefined && { latency: well.latency * (1 + (minute % 7) / 100) }),
  }));
  return { node, usual, now, ...(seen && { seen }) };
}

/** So many periods of one sort and so many of another. */
export function periods(well: Period, before: number, bad: Period, after: number): Period[] {
  return [...Array.from({ length: before }, () => well), ...Array.from({ length: after }, () => bad)];
}

/** Calls of a chain of services, each waiting for the next; times are in milliseconds. */
export interface ChainCall {
  readonly node: string;
  readonly self: number;
  readonly gap?: number;
  readonly lines?: readonly string[];
}

/** A trace of a chain for each number: the first calls the second, which calls the third. */
export function traces(ids: readonly string[], chain: readonly ChainCall[]): TraceSample {
  const samples = ids.map((id) => traceOf(id, chain));
  return { spans: samples.flatMap(({ spans }) => spans), lines: samples.flatMap(({ lines }) => lines) };
}

function traceOf(traceId: string, chain: readonly ChainCall[]): TraceSample {
  const spans: TraceSpan[] = [];
  let length = 0;
  for (const [index, { node, self, gap = 1 }] of [...chain.entries()].reverse()) {
    length += self;
    const caller = chain[index - 1];
    const parentId = caller && `${traceId}-${index}-client`;
    spans.push({
      traceId,
      id: `${traceId}-${index}`,
      ...(parentId && { parentId }),
      node,
      operation: 'serve',
      start: 0,
      length,
    });
    if (caller === undefined || parentId === undefined) continue;
    length += gap;
    const from = `${traceId}-${index - 1}`;
    spans.push({
      traceId,
      id: parentId,
      parentId: from,
      node: caller.node,
      operation: 'call',
      start: 0,
      length,
    });
  }
  const lines = chain.flatMap(({ lines: own = [] }, index) =>
    own.map((template) => ({ spanId: `${traceId}-${index}`, template })),
  );
  return { spans, lines };
}

export function ids(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}
