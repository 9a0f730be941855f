import type { Alerting } from '../../../core/alerting/alerting.ts';
import { type NoticeSubject, notificationsFor, subjectOf } from '../../../core/alerting/notice.ts';
import { route } from '../../../core/alerting/route.ts';
import { Conflict } from '../../../core/errors.ts';
import type { IncidentRecord } from '../../../core/incident/record.ts';
import type { Context } from '../../context.ts';
import { policyOf } from '../../incidents/notices.ts';
import { readIncident } from '../../incidents/store.ts';
import { enqueueNotifications } from '../../notifications/enqueue.ts';
import { readAlerting } from '../../notifications/store.ts';
import { subjectOfRun } from '../people.ts';
import { isoNow } from '../step/step-record.ts';
import type { Job, ReadingTool } from '../step/tool-work.ts';

interface Told {
  /** Names of the channels that are told; none where nobody is on call for the service. */
  readonly channels: readonly string[];
  /** Names that the alerting document does not know. */
  readonly unknown: readonly string[];
}

/**
 * Hands a message to the queue of notifications. Whether a channel takes it is not waited for: a dead channel must not
 * keep a service from being repaired.
 */
export const notify: ReadingTool<Told> = {
  name: 'notify_people',
  plan: ({ said, params }) => ({
    words: `Tells ${named(params)?.join(', ') ?? 'those on call'}: ${said}`,
    effect: 'The message is in the queue of notifications.',
  }),
  read: tell,
};

async function tell(context: Context, { run, said, params, key }: Job): Promise<Told> {
  if (!run) throw new Conflict('Only a run tells anybody anything.');
  const incident = run.incidentId === undefined ? undefined : await readIncident(context, run.incidentId);
  const subject = incident ? subjectOf(incident) : subjectOfRun(run);
  const { alerting } = await readAlerting(context);
  const { asked, fallback } = chosen(alerting, subject, incident, named(params));
  const known = alerting.channels.map(({ name }) => name);
  const channels = asked.filter((name) => known.includes(name));
  const happening = { type: 'told', runId: run.id, runbook: run.runbook, words: said } as const;
  const notice = { ...subject, ...happening, at: isoNow(context) };
  await enqueueNotifications(context, alerting, notificationsFor(key, notice, channels, fallback));
  return { channels, unknown: asked.filter((name) => !known.includes(name)) };
}

function named({ channels }: Job['params']): readonly string[] | undefined {
  return channels as readonly string[] | undefined;
}

/** The channels that a step names; else those of the first level of the incident's policy. */
function chosen(
  alerting: Alerting,
  subject: NoticeSubject,
  incident: IncidentRecord | undefined,
  channels: readonly string[] | undefined,
): { readonly asked: readonly string[]; readonly fallback?: string } {
  const policy = (incident && policyOf(incident, alerting)) ?? route(subject, alerting);
  const asked = channels ?? policy?.levels[0]?.notify ?? [];
  return { asked: [...new Set(asked)], ...(policy?.fallback !== undefined && { fallback: policy.fallback }) };
}
