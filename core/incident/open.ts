import { fingerprintOf } from './fingerprint.ts';
import { BY_SIGNALS } from './line.ts';
import { memberOf } from './member.ts';
import type { IncidentRecord, RelatedChange } from './record.ts';
import type { Graded } from './severity.ts';
import type { Signal } from './signal.ts';
import { iso } from './source-time.ts';

/** The environment of an incident whose signal names none. */
export const UNKNOWN_ENVIRONMENT = 'unknown';

/** What a person says when they open an incident; its text has been cut and cleaned. */
export interface Reported {
  /** Principal's ARN. */
  readonly by: string;
  readonly title: string;
  readonly description: string;
  readonly environment?: string;
  readonly services: readonly string[];
  readonly assignee?: string;
  readonly tags: readonly string[];
}

interface Made {
  readonly id: string;
  readonly severity: Graded;
  /** Milliseconds. */
  readonly now: number;
  readonly changes?: readonly RelatedChange[];
  /** The escalation policy that it will follow. */
  readonly policy?: string;
}

/** Of a `place` that said `open`. */
export interface MadeBySignal extends Made {
  readonly signal: Signal;
  readonly person?: undefined;
  readonly placement: {
    readonly related: IncidentRecord['related'];
    readonly label?: 'chaos' | 'maintenance';
    readonly words: string;
  };
}

export interface MadeByPerson extends Made {
  readonly signal?: undefined;
  readonly person: Reported;
}

/** A new incident, of a firing signal or of what a person reports. */
export function openIncident(made: MadeBySignal | MadeByPerson): IncidentRecord {
  const record = made.person ? ofPerson(made) : ofSignal(made);
  return { ...record, fingerprint: fingerprintOf(record) };
}

function ofSignal(made: MadeBySignal): IncidentRecord {
  const { signal, placement, now } = made;
  const { related, label, words } = placement;
  return {
    ...base(made),
    title: signal.title,
    description: signal.reason,
    environment: signal.environment ?? UNKNOWN_ENVIRONMENT,
    services: signal.service === undefined ? [] : [signal.service],
    ...(label && { label }),
    members: [memberOf(signal, undefined, now)],
    memberCount: 1,
    firingCount: 1,
    timeline: [{ at: iso(now), by: BY_SIGNALS, words: `Opened by ${signal.title}. ${words}` }],
    related,
    times: { startedAt: startOf(signal, iso(now)), detectedAt: iso(now) },
    tags: [],
    createdBy: BY_SIGNALS,
    lastSignalAt: signal.at,
  };
}

function ofPerson(made: MadeByPerson): IncidentRecord {
  const { person, now } = made;
  const { by, title, description, environment = UNKNOWN_ENVIRONMENT, services, assignee, tags } = person;
  return {
    ...base(made),
    title,
    description,
    severitySetBy: by,
    environment,
    services: [...new Set(services)],
    members: [],
    memberCount: 0,
    firingCount: 0,
    timeline: [{ at: iso(now), by, words: 'Opened by a person.' }],
    related: [],
    times: { startedAt: iso(now), detectedAt: iso(now) },
    ...(assignee !== undefined && { assignee }),
    tags,
    createdBy: by,
    lastSignalAt: iso(now),
  };
}

function base({ id, severity, now, changes = [], policy }: Made) {
  return {
    id,
    severity: severity.severity,
    severityReason: severity.reason,
    state: { name: 'TRIGGERED', since: iso(now) },
    changes,
    runs: [],
    ...(policy !== undefined && { escalation: { policy, level: 0 } }),
    reopened: 0,
    fingerprint: '',
    createdAt: iso(now),
  } as const;
}

/** Trouble that is said to be older was told before, or is told of by a clock that is wrong. */
const OLDEST_DAYS = 2;

/** Earliest bad data where the source tells it; never after we were told, nor days before. */
export function startOf({ breachedAt, at }: Signal, told: string): string {
  const start = breachedAt ?? at;
  const oldest = iso(Date.parse(told) - OLDEST_DAYS * 86_400_000);
  return start < told && start >= oldest ? start : told;
}
