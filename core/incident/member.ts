import { kindOf } from './fingerprint.ts';
import { type IncidentRecord, MEMBER_LIMIT, type Member } from './record.ts';
import type { Signal, SignalState } from './signal.ts';
import { bySourceTime } from './signal-order.ts';
import { iso } from './source-time.ts';

/**
 * A signal as a member of an incident.
 * @param known the same key's member, where it has one
 * @param now milliseconds
 */
export function memberOf(signal: Signal, known: Member | undefined, now: number): Member {
  const { key, title, state, at, service, resource } = signal;
  return {
    key,
    title,
    state,
    joinedAt: known?.joinedAt ?? iso(now),
    since: at,
    ...(service !== undefined && { service }),
    ...(resource !== undefined && { resource }),
    kind: kindOf(signal),
  };
}

/** Whether a signal tells more of a member than is known: another state, of a later time. */
export function isNews(signal: Signal, known: Member): boolean {
  return signal.state !== known.state && bySourceTime({ at: known.since, state: known.state }, signal) < 0;
}

type Counted = Pick<IncidentRecord, 'members' | 'memberCount' | 'firingCount' | 'noDataCount'>;

/** The members and their counts after one of them joined or changed. */
export function withMember(record: Counted, member: Member, known: Member | undefined): Counted {
  const others = record.members.filter(({ key }) => key !== member.key);
  const change = (state: SignalState) => Number(member.state === state) - Number(known?.state === state);
  return {
    members: kept([...others, member]),
    memberCount: record.memberCount + (known ? 0 : 1),
    firingCount: record.firingCount + change('FIRING'),
    noDataCount: (record.noDataCount ?? 0) + change('NO_DATA'),
  };
}

/** What is well again, and for the longest, is left out of the record first. */
function kept(members: readonly Member[]): readonly Member[] {
  if (members.length <= MEMBER_LIMIT) return members;
  const [first] = [...members].sort(dispensableFirst);
  return members.filter((member) => member !== first);
}

function dispensableFirst(one: Member, other: Member): number {
  const well = Number(other.state === 'RESOLVED') - Number(one.state === 'RESOLVED');
  return well || Date.parse(one.since) - Date.parse(other.since);
}

/** Whether all of an incident's members are known to be well; one without members is not. */
export function allWell({ memberCount, firingCount, noDataCount = 0 }: Counted): boolean {
  return memberCount > 0 && firingCount === 0 && noDataCount === 0;
}
