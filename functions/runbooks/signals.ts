import type { IncidentRecord } from '../../core/incident/record.ts';
import type { Health } from '../../core/runbook/recovery.ts';
import type { RunRecord } from '../../core/runbook/run.ts';
import { type AlarmNow, ownAlarm, readAlarms } from '../alarms.ts';
import type { Context } from '../context.ts';
import { type KeptSignal, membersOf, readSignals } from '../incidents/signal-store.ts';

/** A signal of an incident, with its alarm as it is now where that can be read. */
export interface SignalNow {
  readonly kept: KeptSignal;
  /** Missing for what is no alarm of this account: its source's last word has to do. */
  readonly alarm?: AlarmNow | 'gone';
}

/** All signals of an incident, those that its record had no room for included, with their alarms as they are now. */
export async function signalsOf(context: Context, incident: IncidentRecord): Promise<SignalNow[]> {
  const { members, memberCount } = incident;
  const known = await readSignals(
    context,
    members.map(({ key }) => key),
  );
  const others = memberCount > members.length ? await membersOf(context, incident.id) : [];
  const all = new Map([...known, ...others.map((one) => [one.record.signal.key, one] as const)]);
  return withAlarms(context, [...all.values()]);
}

async function withAlarms(context: Context, all: readonly KeptSignal[]): Promise<SignalNow[]> {
  const names = new Map(
    all.flatMap((kept) => {
      const name = kept.arn === undefined ? undefined : ownAlarm(context, kept.arn);
      return name === undefined ? [] : [[kept, name] as const];
    }),
  );
  const alarms = await readAlarms(context, [...names.values()]);
  return all.map((kept) => {
    const name = names.get(kept);
    return name === undefined ? { kept } : { kept, alarm: alarms.get(name) ?? 'gone' };
  });
}

/** Whether a signal fires, as far as anybody can tell now. */
export function isFiring({ kept, alarm }: SignalNow): boolean {
  if (alarm === undefined) return kept.record.signal.state === 'FIRING';
  return alarm !== 'gone' && alarm.state === 'ALARM';
}

/** What all signals of an incident say together; nothing at all is no data. */
function healthOf(signals: readonly SignalNow[]): Health {
  if (signals.some(isFiring)) return 'bad';
  return signals.length > 0 && signals.every(isWell) ? 'well' : 'no-data';
}

/**
 * What the signals say that a run is for: those that it names, else those of its target, else all. Other signals may have
 * causes of their own. One that is named and is no member any more cannot be read.
 */
export function healthFor(
  { signals = [], target }: Pick<RunRecord, 'signals' | 'target'>,
  all: readonly SignalNow[],
): Health {
  const named = all.filter(({ kept }) => signals.includes(kept.record.signal.key));
  if (named.length > 0) {
    const health = healthOf(named);
    return health === 'well' && named.length < signals.length ? 'no-data' : health;
  }
  const own = all.filter(({ kept }) => kept.record.signal.service === target.service);
  return healthOf(own.length > 0 ? own : all);
}

function isWell({ kept, alarm }: SignalNow): boolean {
  if (alarm === undefined) return kept.record.signal.state === 'RESOLVED';
  return alarm !== 'gone' && alarm.state === 'OK';
}

/** What a service's own alarms say, for a run that no incident asked for. */
export async function healthOfAlarms(context: Context, names: readonly string[]): Promise<Health> {
  const alarms = await readAlarms(context, names);
  const states = names.map((name) => alarms.get(name)?.state);
  if (states.includes('ALARM')) return 'bad';
  return states.length > 0 && states.every((state) => state === 'OK') ? 'well' : 'no-data';
}
