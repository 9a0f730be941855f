import { fingerprintOf } from './fingerprint.ts';
import { BY_SIGNALS, withLine } from './line.ts';
import { allWell, isNews, memberOf, withMember } from './member.ts';
import { startOf } from './open.ts';
import type { IncidentRecord, Member } from './record.ts';
import { type Graded, isWorse, severityOf } from './severity.ts';
import type { Signal } from './signal.ts';
import { iso } from './source-time.ts';
import { transition } from './state.ts';
import { verificationSeconds } from './verification-window.ts';

export interface Joining {
  /** The key's member, where it is no longer in the record but an item of its own. */
  readonly member?: Member;
  /** Seconds that all must stay well; `verificationSeconds` when missing. */
  readonly windowSeconds?: number;
  /** Until when a flapping key's being well is not believed, in milliseconds; see `dampedUntil`. */
  readonly dampedUntil?: number;
  /** How much it hurts, where more is known than what the signal says itself. */
  readonly severity?: Graded;
}

/**
 * The incident after one of its signals. A firing one joins, or opens again what was resolved; others only change a
 * member that there is. What is not news (a duplicate, a late one) gives the same record back, so that the same signal
 * twice, or an older one, changes nothing.
 * @param now milliseconds
 */
export function withSignal(
  record: IncidentRecord,
  signal: Signal,
  now: number,
  joining: Joining = {},
): IncidentRecord {
  const known = record.members.find(({ key }) => key === signal.key) ?? joining.member;
  if (known ? !isNews(signal, known) : signal.state !== 'FIRING') return record;
  const counted = withMember(record, memberOf(signal, known, now), known);
  const joined = withTimes(
    raised(withTraits({ ...record, ...counted }, signal), gradedBy(signal, joining)),
    signal,
    now,
  );
  const told = withWords(joined, signal, now, joining);
  return signal.state === 'FIRING' ? fired(told, now) : settled(told, now, joining);
}

/** How far back a line is looked for that says the same. */
const FLAP_LINES = 20;
const WORDS = { FIRING: 'fires', RESOLVED: 'is well', NO_DATA: 'has no data' } as const;

/** Of a flapping signal people read once that it flaps, not each of its changes. */
function withWords(record: IncidentRecord, signal: Signal, now: number, joining: Joining): IncidentRecord {
  const flaps = joining.dampedUntil !== undefined;
  const words = `${signal.title} ${flaps ? 'flaps' : WORDS[signal.state]}.`;
  const known = record.timeline.slice(-FLAP_LINES).some((line) => line.words === words);
  return flaps && known ? record : withLine(record, iso(now), BY_SIGNALS, words);
}

/** Services and fingerprint, which stays as it is once members were left out of the record. */
function withTraits(record: IncidentRecord, { service }: Signal): IncidentRecord {
  const services =
    service === undefined || record.services.includes(service)
      ? record.services
      : [...record.services, service];
  return record.memberCount > record.members.length
    ? { ...record, services }
    : { ...record, services, fingerprint: fingerprintOf({ ...record, services }) };
}

/** A member that hurts more makes the incident worse, unless a person said how bad it is. */
function raised(record: IncidentRecord, graded: Graded | undefined): IncidentRecord {
  if (!graded || record.severitySetBy !== undefined || !isWorse(graded.severity, record.severity))
    return record;
  return { ...record, severity: graded.severity, severityReason: graded.reason };
}

/** A signal of which nobody says how much it hurts makes nothing worse. */
function gradedBy(signal: Signal, { severity }: Joining): Graded | undefined {
  return severity ?? (signal.severity === undefined ? undefined : severityOf(signal, {}));
}

function withTimes(record: IncidentRecord, signal: Signal, now: number): IncidentRecord {
  if (signal.state !== 'FIRING') return record;
  const { times, lastSignalAt } = record;
  const start = startOf(signal, iso(now));
  // Damage of before it was opened again was counted then.
  const startedAt = record.state.name !== 'RESOLVED' && start < times.startedAt ? start : times.startedAt;
  return {
    ...record,
    times: { ...times, startedAt },
    lastSignalAt: signal.at > lastSignalAt ? signal.at : lastSignalAt,
  };
}

function fired(record: IncidentRecord, now: number): IncidentRecord {
  const at = iso(now);
  if (record.state.name !== 'RESOLVED')
    return { ...record, state: transition(record.state, { type: 'fired', at }) };
  const { recoveredAt: _recovered, resolvedAt: _resolved, ...times } = record.times;
  const again: IncidentRecord = {
    ...record,
    state: transition(record.state, { type: 'reopened', at }),
    times: { ...times, reopenedAt: at },
    reopened: record.reopened + 1,
  };
  return withLine(again, at, BY_SIGNALS, 'Opened again.');
}

function settled(record: IncidentRecord, now: number, joining: Joining): IncidentRecord {
  const { state } = record;
  const { windowSeconds = verificationSeconds(record), dampedUntil = 0 } = joining;
  if (state.name === 'RECOVERING' && !allWell(record))
    return { ...record, state: transition(state, { type: 'fired', at: iso(now) }) };
  if ((state.name !== 'TRIGGERED' && state.name !== 'ACKNOWLEDGED') || !allWell(record)) return record;
  const until = iso(Math.max(now + windowSeconds * 1000, dampedUntil));
  const recovering = transition(state, { type: 'all-resolved', at: iso(now), until });
  const settling = { ...record, state: recovering };
  return joining.dampedUntil === undefined
    ? withLine(settling, iso(now), BY_SIGNALS, `All is well; checked at ${until}.`)
    : settling;
}
