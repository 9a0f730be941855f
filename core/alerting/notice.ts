import type { IncidentRecord } from '../incident/record.ts';
import type { Severity } from '../incident/signal.ts';
import { plainText } from './plain-text.ts';

/** What a notice is about. Titles and words may come from outside. */
export interface NoticeSubject {
  /** Id of the incident; of the run for one that belongs to none. */
  readonly subject: string;
  readonly title: string;
  readonly severity: Severity;
  readonly environment: string;
  readonly services: readonly string[];
}

/** What happened, as far as people are told of it. */
export type Happening =
  | { readonly type: 'opened'; readonly words: string }
  | { readonly type: 'reopened'; readonly words: string }
  | { readonly type: 'escalated'; readonly level: number; readonly words: string }
  | { readonly type: 'acknowledged'; readonly by: string }
  | { readonly type: 'resolved'; readonly words: string }
  | {
      readonly type: 'approval-wanted';
      readonly runId: string;
      readonly runbook: string;
      /** What would be done, step by step. */
      readonly plan: readonly string[];
      readonly approvalsNeeded: number;
      /** ISO 8601. */
      readonly deadline: string;
    }
  | {
      /** What a step of a runbook tells. */
      readonly type: 'told';
      readonly runId: string;
      readonly runbook: string;
      readonly words: string;
    }
  | {
      readonly type: 'run-finished';
      readonly runId: string;
      readonly runbook: string;
      readonly outcome: string;
      readonly words: string;
    };

/** One thing that channels are told. */
export type Notice = NoticeSubject &
  Happening & {
    /** ISO 8601. */
    readonly at: string;
    /** Set when it was first told elsewhere and may not have arrived there. */
    readonly doubt?: { readonly channel: string; readonly words: string };
  };

type Told = Pick<IncidentRecord, 'id' | 'title' | 'severity' | 'environment' | 'services'>;

/** The subject of notices on an incident. */
export function subjectOf({ id, title, severity, environment, services }: Told): NoticeSubject {
  return { subject: id, title, severity, environment, services };
}

/** One notice for one channel, as it lies in the queue. */
export interface Notification {
  /** Names the delivery: whatever has the same id is delivered once. */
  readonly id: string;
  readonly channel: string;
  readonly notice: Notice;
  /** Channel that is told when this one did not take it, or may not have. */
  readonly fallback?: string;
}

/**
 * A notice for several channels.
 * @param cause what it is told for, such as `inc-1/level/2`; the same cause is told once to a channel
 */
export function notificationsFor(
  cause: string,
  notice: Notice,
  channels: readonly string[],
  fallback?: string,
): Notification[] {
  const told = cut(notice);
  return [...new Set(channels)].map((channel) => ({
    id: `${cause}@${channel}`,
    channel,
    notice: told,
    ...(fallback !== undefined && fallback !== channel && { fallback }),
  }));
}

const LONGEST_TEXT = 1000;
const MOST_ENTRIES = 50;

/** The notice with every text in it cleaned and cut, so that the largest storm of words fits into a message. */
function cut<Value>(value: Value): Value {
  if (typeof value === 'string') return plainText(value, LONGEST_TEXT) as Value;
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map(cut) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cut(inner)])) as Value;
}
