/** What a request was part of. */
export interface LinkedTrace {
  readonly traceId: string;
  readonly patterns: string[];
  readonly sentryIssues: string[];
}

interface Traced {
  readonly id: string;
  readonly traces: readonly string[];
}

const MOST = 20;

/** Requests that link at least two of the patterns and issues, those that link most first. */
export function linkedTraces(
  patterns: readonly Traced[],
  issues: readonly { readonly id: string; readonly traceId?: string }[],
): LinkedTrace[] {
  const found = new Map<string, LinkedTrace>();
  const of = (traceId: string): LinkedTrace => {
    const known = found.get(traceId) ?? { traceId, patterns: [], sentryIssues: [] };
    found.set(traceId, known);
    return known;
  };
  for (const { id, traces } of patterns) for (const traceId of traces) of(traceId).patterns.push(id);
  for (const { id, traceId } of issues) if (traceId !== undefined) of(traceId).sentryIssues.push(id);
  const links = ({ patterns: some, sentryIssues }: LinkedTrace) => some.length + sentryIssues.length;
  return [...found.values()]
    .filter((trace) => links(trace) > 1)
    .sort((one, other) => links(other) - links(one))
    .slice(0, MOST);
}
