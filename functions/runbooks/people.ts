import { channelsUpTo } from '../../core/alerting/escalation.ts';
import {
  type Happening,
  type NoticeSubject,
  notificationsFor,
  subjectOf,
} from '../../core/alerting/notice.ts';
import { route } from '../../core/alerting/route.ts';
import { asOperateError, DependencyFailed, isAwsError } from '../../core/errors.ts';
import type { IncidentRecord } from '../../core/incident/record.ts';
import type { RunRecord } from '../../core/runbook/run.ts';
import type { Context } from '../context.ts';
import { policyOf } from '../incidents/notices.ts';
import { readIncident } from '../incidents/store.ts';
import { enqueueNotifications } from '../notifications/enqueue.ts';
import { readAlerting } from '../notifications/store.ts';

/**
 * Tells the people of a run's incident, else those of its service, what became of it or what it asks. May be called
 * again: what was told is not told twice. What no repeat could mend is no reason for a run to fail, so it is not thrown.
 * @param cause told once; see `notificationsFor`
 * @throws DependencyFailed when AWS did not take it, so that whoever calls this is called again
 */
export async function tellPeople(
  context: Context,
  run: RunRecord,
  cause: string,
  happening: Happening,
): Promise<void> {
  try {
    await tell(context, run, cause, happening);
  } catch (error) {
    if (isAwsError(error) || error instanceof DependencyFailed) throw asOperateError(error);
    context.log.error('People could not be told of a run.', { run: run.id, cause, why: String(error) });
  }
}

async function tell(context: Context, run: RunRecord, cause: string, happening: Happening): Promise<void> {
  const { id, incidentId } = run;
  const { alerting } = await readAlerting(context);
  const incident = incidentId === undefined ? undefined : await readIncident(context, incidentId);
  if (incident?.label !== undefined) return;
  const subject = incident ? subjectOf(incident) : subjectOfRun(run);
  const policy = incident ? policyOf(incident, alerting) : route(subject, alerting);
  if (!policy) return;
  const channels = channelsUpTo(policy, Math.max(1, levelOf(incident)));
  const at = new Date(context.clock.now()).toISOString();
  const notice = { ...subject, ...happening, at };
  const notifications = notificationsFor(`${id}/${cause}`, notice, channels, policy.fallback);
  await enqueueNotifications(context, alerting, notifications);
}

/** What a notice is about when its run has no incident. */
export function subjectOfRun({ id, runbook, target }: RunRecord): NoticeSubject {
  return {
    subject: id,
    title: `Runbook ${runbook}`,
    severity: 'medium',
    environment: target.environment,
    services: [target.service],
  };
}

function levelOf(incident: IncidentRecord | undefined): number {
  return incident?.escalation?.level ?? 0;
}
