import { withSignal } from './joined.ts';
import { BY_RECOVERY, withLine } from './line.ts';
import type { IncidentRecord, Member } from './record.ts';
import type { SignalRecord } from './signal.ts';
import { iso } from './source-time.ts';
import { type IncidentState, transition } from './state.ts';
import { verificationSeconds } from './verification-window.ts';

type Recovering = Extract<IncidentState, { name: 'RECOVERING' }>;

export interface RecoveryFacts {
  /** Milliseconds. */
  readonly now: number;
  /** All members, those that are no longer in the record included; the record's when missing. */
  readonly members?: readonly Member[];
  /** What is known of the members' keys, read just now. */
  readonly known: ReadonlyMap<string, SignalRecord>;
  /** Ids of the incident's runs that have changed something and are not over; all that are not when missing. */
  readonly changing?: ReadonlySet<string>;
}

export type RecoveryCheck =
  | {
      readonly kind: 'verified' | 'fired' | 'no-data';
      readonly record: IncidentRecord;
      readonly words: string;
    }
  | { readonly kind: 'wait'; readonly until: string; readonly words: string }
  /** It was resolved in between. */
  | { readonly kind: 'over'; readonly words: string };

/**
 * Looks at a recovering incident at the end of its window. It is verified only when every member is known and well;
 * one that fires again, or of which nobody can tell, takes the incident back to where it was. The record of `fired`
 * may be the one that was given, when a signal took it back before.
 */
export function checkRecovery(record: IncidentRecord, facts: RecoveryFacts): RecoveryCheck {
  if (record.state.name === 'RESOLVED') return { kind: 'over', words: 'It is resolved already.' };
  const { now, known, members = record.members } = facts;
  const heard = members.reduce((before, member) => {
    const signal = known.get(member.key)?.signal;
    return signal ? withSignal(before, signal, now, { member }) : before;
  }, record);
  if (heard.firingCount > 0)
    return { kind: 'fired', record: heard, words: `${heard.firingCount} of its signals fire again.` };
  const unknown = members.filter(({ key }) => stateOf(known, key) === 'NO_DATA').map(({ title }) => title);
  if (unknown.length > 0 || members.length < heard.memberCount) return noData(heard, unknown, now);
  if (heard.state.name !== 'RECOVERING')
    return { kind: 'fired', record: heard, words: `It is ${heard.state.name}, not recovering.` };
  const until = believedAt(heard, heard.state, facts);
  if (now < Date.parse(until)) return { kind: 'wait', until, words: `All must be well until ${until}.` };
  return verified(heard, members, now);
}

/** The end of the window. What seemed to help when it began may have turned out not to: then it is longer. */
function believedAt(
  record: IncidentRecord,
  { since, until }: Recovering,
  { changing }: RecoveryFacts,
): string {
  const known = iso(Date.parse(since) + verificationSeconds(record, changing) * 1000);
  return known > until ? known : until;
}

function stateOf(known: ReadonlyMap<string, SignalRecord>, key: string) {
  return known.get(key)?.signal.state ?? 'NO_DATA';
}

function noData(record: IncidentRecord, unknown: readonly string[], now: number): RecoveryCheck {
  const which = unknown.length === 0 ? 'members that were not read' : unknown.slice(0, 3).join(', ');
  const words = `Not verified: no data of ${which}.`;
  const state =
    record.state.name === 'RECOVERING'
      ? transition(record.state, { type: 'fired', at: iso(now) })
      : record.state;
  return { kind: 'no-data', record: withLine({ ...record, state }, iso(now), BY_RECOVERY, words), words };
}

function verified(record: IncidentRecord, members: readonly Member[], now: number): RecoveryCheck {
  const at = iso(now);
  // Times of sources whose clock is ahead of ours end now.
  const recoveredAt = members
    .map(({ since }) => since)
    .reduce((latest, since) => (since > latest ? since : latest), record.times.startedAt);
  const words = `All ${record.memberCount} signals are well since ${recoveredAt}, and stayed so until ${at}.`;
  const resolved: IncidentRecord = {
    ...record,
    state: transition(record.state, { type: 'verified', at, words }),
    times: { ...record.times, recoveredAt: recoveredAt < at ? recoveredAt : at, resolvedAt: at },
  };
  return { kind: 'verified', record: withLine(resolved, at, BY_RECOVERY, words), words };
}
