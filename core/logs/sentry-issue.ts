import { LEVELS, type SeenLevel } from './level.ts';
import { masked } from './mask.ts';
import type { Side, Span } from './times.ts';

/** An issue of Sentry, of which more is known than of a pattern: what it is called there, and how many it hit. */
export interface SentryIssue {
  readonly id: string;
  readonly project: string;
  /** Untrusted text. */
  readonly title: string;
  /** Where in the code, untrusted text. */
  readonly culprit: string;
  readonly level: SeenLevel;
  /** Events since it exists; Sentry does not say how many of them came in the period. */
  readonly events: number;
  readonly users: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Whether its first event came in the period. */
  readonly isNew: boolean;
  readonly traceId?: string;
}

const LONGEST = 200;
const ID = /^[\w-]{1,64}$/;

/**
 * Reads issues as `GET /api/0/organizations/{organization}/issues/` answers them; those without an id or times are left
 * out, and counted.
 */
export function readIssues(
  answer: unknown,
  spans: Readonly<Record<Side, Span>>,
): { readonly issues: SentryIssue[]; readonly unreadable: number } {
  const rows = Array.isArray(answer) ? answer : [];
  const issues = rows.map((row) => readIssue(row, spans)).filter((issue) => issue !== undefined);
  return { issues, unreadable: rows.length - issues.length };
}

function readIssue(row: unknown, spans: Readonly<Record<Side, Span>>): SentryIssue | undefined {
  const fields = (typeof row === 'object' && row !== null ? row : {}) as Readonly<Record<string, unknown>>;
  const [id, first, last] = [fields['id'], timeOf(fields['firstSeen']), timeOf(fields['lastSeen'])];
  if (typeof id !== 'string' || !ID.test(id) || first === undefined || last === undefined) return undefined;
  const project = fields['project'] as Readonly<Record<string, unknown>> | undefined;
  const level = LEVELS.find(
    (one) => one === fields['level'] || (one === 'warn' && fields['level'] === 'warning'),
  );
  return {
    id,
    project: text(project?.['slug']),
    title: text(fields['title']),
    culprit: text(fields['culprit']),
    level: level ?? 'unknown',
    events: numberOf(fields['count']),
    users: numberOf(fields['userCount']),
    firstSeen: new Date(first).toISOString(),
    lastSeen: new Date(last).toISOString(),
    isNew: first >= spans.period.from && first < spans.period.to,
  };
}

/** The trace that an event is part of, as `.../issues/{id}/events/latest/` answers it. */
export function traceIdOfEvent(event: unknown): string | undefined {
  const { contexts } = (event ?? {}) as { contexts?: { trace?: { trace_id?: unknown } } };
  const id = contexts?.trace?.trace_id;
  return typeof id === 'string' && /^[0-9a-f]{32}$/.test(id) ? id : undefined;
}

const text = (value: unknown): string => (typeof value === 'string' ? masked(value, LONGEST) : '');

/** Sentry writes counts as text. */
function numberOf(value: unknown): number {
  const number = Number(value);
  return Number.isFinite(number) && number >= 0 ? Math.floor(number) : 0;
}

function timeOf(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
