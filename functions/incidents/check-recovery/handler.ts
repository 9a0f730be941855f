import { memberOf } from '../../../core/incident/member.ts';
import type { Member, StoredIncident } from '../../../core/incident/record.ts';
import { checkRecovery, type RecoveryCheck } from '../../../core/incident/recovery.ts';
import { acted } from '../../../core/runbook/outcome.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { publishIncident } from '../events.ts';
import { liveRuns } from '../live-runs.ts';
import { postmortemWrite } from '../postmortem-store.ts';
import { carryOutResolved } from '../resolved.ts';
import { membersOf, readSignals, type SignalChange, signalWrite, writeSignals } from '../signal-store.ts';
import { readIncident, saveIncident, WRITES_OF_ITS_OWN } from '../store.ts';
import { actualStates } from './actual-states.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async ({ incidentId, since }, context) => {
  const before = await readIncident(context, incidentId);
  const now = context.clock.now();
  const { state } = before;
  // An earlier attempt may have got no further than its write.
  if (state.name === 'RESOLVED') await carryOutResolved(context, before);
  if (state.name !== 'RECOVERING' || state.since !== since)
    return { next: 'done', words: `It is ${state.name}.` };
  const left = Date.parse(state.until) - now;
  if (left > 0)
    return { next: 'wait', seconds: Math.ceil(left / 1000), words: `All must be well until ${state.until}.` };
  const members = await allMembers(context, before);
  const kept = await readSignals(
    context,
    members.map(({ key }) => key),
  );
  const { known, changes } = await actualStates(context, kept);
  const changing = new Set((await liveRuns(context, before)).filter(acted).map(({ id }) => id));
  return settle(context, before, checkRecovery(before, { now, members, known, changing }), changes);
};

/** Those in the record, and those that it had no room for. */
async function allMembers(context: Context, record: StoredIncident): Promise<readonly Member[]> {
  const { members, memberCount, createdAt } = record;
  if (memberCount <= members.length) return members;
  const inRecord = new Set(members.map(({ key }) => key));
  const others = (await membersOf(context, record.id)).filter((one) => !inRecord.has(one.record.signal.key));
  return [...members, ...others.map((one) => memberOf(one.record.signal, undefined, Date.parse(createdAt)))];
}

/** Room for the postmortem besides what an incident's own writes take. */
const CHANGES_AT_ONCE = 100 - WRITES_OF_ITS_OWN - 1;

async function settle(
  context: Context,
  before: StoredIncident,
  check: RecoveryCheck,
  changes: readonly SignalChange[],
): ReturnType<Handler<typeof definition>> {
  const { words } = check;
  if (check.kind === 'over') return { next: 'done', words };
  if (check.kind === 'wait') {
    const seconds = Math.ceil((Date.parse(check.until) - context.clock.now()) / 1000);
    return { next: 'wait', seconds: Math.max(1, seconds), words };
  }
  await writeSignals(context, changes.slice(CHANGES_AT_ONCE));
  const verified = check.kind === 'verified';
  const more = [
    ...changes.slice(0, CHANGES_AT_ONCE).map((change) => signalWrite(context, change)),
    ...(verified ? [await postmortemWrite(context, check.record)] : []),
  ];
  const { record } = await saveIncident(context, before, check.record, { words, more });
  if (verified) await carryOutResolved(context, record);
  else await publishIncident(context, 'IncidentUpdated', record);
  return { next: 'done', words };
}
