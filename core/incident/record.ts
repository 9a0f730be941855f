import type { Head } from '../audit/chain.ts';
import type { IncidentCause } from './cause.ts';
import type { Severity, SignalState } from './signal.ts';
import type { IncidentState } from './state.ts';

/** One member of an incident: a signal's key with the last that was heard of it. */
export interface Member {
  readonly key: string;
  readonly title: string;
  readonly state: SignalState;
  /** When it joined, and when its present state began; ISO 8601. */
  readonly joinedAt: string;
  readonly since: string;
  readonly service?: string;
  /** ARN or name of what is watched, where its source names one. */
  readonly resource?: string;
  /** What kind of trouble it is, alike for alike alarms; see `kindOf`. */
  readonly kind?: string;
}

/** Something that was changed shortly before or during an incident. */
export interface RelatedChange {
  readonly kind: 'deployment' | 'scaling' | 'runbook' | 'outside-change' | 'chaos';
  /** Id of its record, such as a deployment's. */
  readonly id: string;
  /** The service that was changed; unknown of changes of before it was noted. */
  readonly service?: string;
  readonly at: string;
  readonly words: string;
}

/** A run of a runbook for the incident; the run's own record has the rest. */
export interface RunOfIncident {
  readonly runId: string;
  readonly runbook: string;
  /** What it acts on; unknown of runs of before it was noted. */
  readonly service?: string;
  readonly at: string;
  /** Absent while it runs. */
  readonly outcome?: string;
  /** Whether it changed something; absent while it runs, and of runs of before it was noted. */
  readonly changed?: boolean;
  /** Why it was refused. */
  readonly code?: string;
}

/** One line of the incident's story. `by` is a principal's ARN, or which part of the product acted. */
export interface IncidentLine {
  readonly at: string;
  readonly by: string;
  readonly words: string;
}

/** When the parts of an incident happened; ISO 8601. What has not happened is absent. */
export interface IncidentTimes {
  /** Earliest bad data of a member, as its source says; else when it was told. */
  readonly startedAt: string;
  /** When the incident was opened. */
  readonly detectedAt: string;
  readonly acknowledgedAt?: string;
  /** When the last member was well again for good, not when that was believed. */
  readonly recoveredAt?: string;
  readonly resolvedAt?: string;
  /** When it was opened again, the last time. */
  readonly reopenedAt?: string;
}

export interface IncidentRecord {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  /** Why it has this severity: SLO impact, an alarm's tag, a person. */
  readonly severityReason: string;
  /** The person who set the severity; signals no longer change it. */
  readonly severitySetBy?: string;
  readonly environment: string;
  readonly services: readonly string[];
  readonly state: IncidentState;
  /** What is known to have caused it on purpose; such an incident pages nobody. */
  readonly label?: 'chaos' | 'maintenance';
  /** The newest `MEMBER_LIMIT` members; `memberCount` counts all. */
  readonly members: readonly Member[];
  readonly memberCount: number;
  /** Members that fire at the moment, of all. */
  readonly firingCount: number;
  /** Members of which nobody can tell, of all; none when missing. */
  readonly noDataCount?: number;
  readonly timeline: readonly IncidentLine[];
  readonly changes: readonly RelatedChange[];
  readonly runs: readonly RunOfIncident[];
  /** Incidents that may have to do with it, and why; they stay their own. */
  readonly related: readonly { readonly incidentId: string; readonly why: string }[];
  readonly times: IncidentTimes;
  readonly assignee?: string;
  /** Name of the escalation policy, and the level that was told last; 0 before anybody was. */
  readonly escalation?: { readonly policy: string; readonly level: number };
  readonly rootCause?: string;
  readonly preventiveMeasures?: readonly string[];
  readonly tags: readonly string[];
  /** Services at which it began, by what was measured when its signals came; none where nobody could tell. */
  readonly origins?: readonly string[];
  /** What was odd at the same time, without being an alarm; none when missing. */
  readonly evidence?: readonly {
    readonly key: string;
    /** Since when; ISO 8601. */
    readonly at: string;
    readonly words: string;
    readonly service?: string;
  }[];
  /** What an investigation found; none of incidents of before there were any, nor before the first look. */
  readonly cause?: IncidentCause;
  readonly reopened: number;
  /** What past incidents of the same kind have in common; see `fingerprintOf`. */
  readonly fingerprint: string;
  readonly createdBy: string;
  readonly createdAt: string;
  /** When a signal last joined or fired; what the rolling gap of grouping counts from. */
  readonly lastSignalAt: string;
}

/** A record with the head of its audit chain, as it was read. */
export type StoredIncident = IncidentRecord & { readonly head: Head };

/** Members and lines kept in the record; the rest are items of their own. */
export const MEMBER_LIMIT = 100;
export const LINE_LIMIT = 200;
