import { observe } from '../../../core/incident/observe.ts';
import type { SignalRecord, SignalState } from '../../../core/incident/signal.ts';
import { iso } from '../../../core/incident/source-time.ts';
import { ownAlarm, readAlarms } from '../../alarms.ts';
import type { Context } from '../../context.ts';
import type { KeptSignal, SignalChange } from '../signal-store.ts';

const STATES: Readonly<Record<string, SignalState>> = {
  OK: 'RESOLVED',
  ALARM: 'FIRING',
  INSUFFICIENT_DATA: 'NO_DATA',
};

/**
 * What is known of keys, with the states of our own account's alarms as CloudWatch has them now: an event may have been
 * lost. An alarm that is gone says nothing.
 */
export async function actualStates(
  context: Context,
  kept: ReadonlyMap<string, KeptSignal>,
): Promise<{ known: ReadonlyMap<string, SignalRecord>; changes: readonly SignalChange[] }> {
  // Others' alarms cannot be read; what they said last has to do.
  const alarms = [...kept].flatMap(([key, { arn }]) => {
    const name = arn === undefined ? undefined : ownAlarm(context, arn);
    return name === undefined ? [] : [{ key, name }];
  });
  const now = await readAlarms(
    context,
    alarms.map(({ name }) => name),
  );
  const known = new Map([...kept].map(([key, { record }]) => [key, record]));
  const changes: SignalChange[] = [];
  for (const { key, name } of alarms) {
    const before = kept.get(key);
    if (!before) continue;
    const state = STATES[now.get(name)?.state ?? ''] ?? 'NO_DATA';
    const record = withState(before.record, state, context.clock.now());
    if (record === before.record) continue;
    known.set(key, record);
    const { version: _version, ...rest } = before;
    changes.push({ before, after: { ...rest, record } });
  }
  return { known, changes };
}

function withState(record: SignalRecord, state: SignalState, now: number): SignalRecord {
  if (record.signal.state === state) return record;
  const signal = { ...record.signal, state, at: iso(now), reason: 'Read from CloudWatch.' };
  return observe(record, signal).record ?? record;
}
