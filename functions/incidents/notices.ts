import type { Alerting, EscalationPolicy } from '../../core/alerting/alerting.ts';
import { channelsUpTo, type Escalation, nextLevel } from '../../core/alerting/escalation.ts';
import { type Happening, notificationsFor, subjectOf } from '../../core/alerting/notice.ts';
import type { IncidentRecord } from '../../core/incident/record.ts';
import { iso } from '../../core/incident/source-time.ts';
import type { Context } from '../context.ts';
import { enqueueNotifications } from '../notifications/enqueue.ts';

export type Tell = Extract<Escalation, { kind: 'tell' }>;

export function policyOf(record: IncidentRecord, { policies }: Alerting): EscalationPolicy | undefined {
  return policies.find(({ name }) => name === record.escalation?.policy);
}

/** What telling one level means, whatever its hours: for one that was reached already. */
export function levelTold(policy: EscalationPolicy, level: number, now: number): Tell | undefined {
  const levels = policy.levels.map(({ hours: _hours, ...rest }) => rest);
  const told = nextLevel({ ...policy, levels }, { level: level - 1 }, now);
  return told.kind === 'tell' ? told : undefined;
}

/** Tells a level; the same level of the same opening is told once, however often this is called. */
export async function tellLevel(
  context: Context,
  record: IncidentRecord,
  alerting: Alerting,
  { level, step, channels, words }: Tell,
): Promise<void> {
  const said = `${record.title}. ${words}`;
  const opening = { type: record.reopened > 0 ? 'reopened' : 'opened', words: said } as const;
  const happening: Happening = level === 1 ? opening : { type: 'escalated', level: step, words: said };
  await tell(context, record, `level/${level}`, happening, { channels, alerting });
}

/** Tells those who were told of an incident what became of it. */
export async function tellThoseWhoKnow(
  context: Context,
  record: IncidentRecord,
  cause: string,
  happening: Happening,
  alerting: Alerting,
): Promise<void> {
  const policy = policyOf(record, alerting);
  if (!policy || !record.escalation) return;
  const channels = channelsUpTo(policy, record.escalation.level);
  await tell(context, record, cause, happening, { channels, alerting });
}

async function tell(
  context: Context,
  record: IncidentRecord,
  cause: string,
  happening: Happening,
  { channels, alerting }: { readonly channels: readonly string[]; readonly alerting: Alerting },
): Promise<void> {
  const notice = { ...subjectOf(record), ...happening, at: iso(context.clock.now()) };
  const whole = `${record.id}/${record.reopened}/${cause}`;
  const fallback = policyOf(record, alerting)?.fallback;
  await enqueueNotifications(context, alerting, notificationsFor(whole, notice, channels, fallback));
}
