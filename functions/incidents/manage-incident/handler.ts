import { route } from '../../../core/alerting/route.ts';
import { Conflict } from '../../../core/errors.ts';
import { cleanText, TEXT_LIMITS } from '../../../core/incident/clean-text.ts';
import { openIncident, UNKNOWN_ENVIRONMENT } from '../../../core/incident/open.ts';
import { type Act, acknowledge, escalate, resolve } from '../../../core/incident/person-actions.ts';
import { type Update, update } from '../../../core/incident/person-update.ts';
import type { IncidentRecord, StoredIncident } from '../../../core/incident/record.ts';
import { carriedOut } from '../../carried-out.ts';
import type { Context } from '../../context.ts';
import { readAlerting } from '../../notifications/store.ts';
import type { Handler } from '../../operation.ts';
import { aboutRecord } from '../../target.ts';
import { policyOf } from '../notices.ts';
import { postmortemWrite } from '../postmortem-store.ts';
import { routed } from '../routed.ts';
import { readIncident, saveIncident } from '../store.ts';
import { targetOfIncident } from '../target.ts';
import { viewOf } from '../view.ts';
import { carryOut } from './carry-out.ts';
import type { definition } from './definition.ts';
import { checkFields } from './fields-of-actions.ts';

export type Input = Parameters<Handler<typeof definition>>[0];

const manage: Handler<typeof definition> = async (input, context) => {
  checkFields(input);
  const cleaned = clean(input);
  const before = input.incidentId === undefined ? undefined : await readIncident(context, input.incidentId);
  const act = { by: context.call.caller.arn, now: context.clock.now() };
  const after = before ? await changed(context, before, cleaned, act) : await created(context, cleaned, act);
  const answer = { action: input.action, incident: viewOf(after) };
  // An acknowledgement by who has it already changes nothing, and is answered all the same.
  if (after === before && context.call.idempotencyKey === undefined) return answer;
  const ended = before?.state.name !== 'RESOLVED' && after.state.name === 'RESOLVED';
  const more = ended ? [await postmortemWrite(context, after)] : [];
  await saveIncident(context, before, after, { words: wordsOf(input, after), answer, more });
  return answer;
};

export const handler = aboutRecord(
  carriedOut(manage, ({ action, incident: { incidentId } }, context) =>
    carryOut(context, action, incidentId),
  ),
  targetOfIncident,
);

/** Text of people ends where alarms' text does: on screens and phones. */
function clean(input: Input): Input {
  const title = input.title === undefined ? undefined : cleanText(input.title, TEXT_LIMITS.title);
  return { ...input, ...(title !== undefined && { title }) };
}

async function created(context: Context, input: Input, { by, now }: Act): Promise<IncidentRecord> {
  const { title = '', description = '', severity = 'medium', environment, assignee } = input;
  const { affectedServices: services = [], tags = [] } = input;
  const { alerting } = await readAlerting(context);
  const where = { environment: environment ?? UNKNOWN_ENVIRONMENT, services, severity };
  const policy = route(where, alerting)?.name;
  return openIncident({
    id: context.ids.next('inc', now),
    severity: { severity, reason: 'A person said so.' },
    now,
    person: {
      by,
      title,
      description,
      services,
      tags,
      ...(environment !== undefined && { environment }),
      ...(assignee !== undefined && { assignee }),
    },
    ...(policy !== undefined && { policy }),
  });
}

async function changed(
  context: Context,
  before: StoredIncident,
  input: Input,
  act: Act,
): Promise<IncidentRecord> {
  const { action, incidentId: _id, environment: _environment, resolution = '', ...changes } = input;
  if (action === 'update') {
    const { alerting } = await readAlerting(context);
    return routed(update(before, act, given(changes)), alerting);
  }
  const { rootCause, preventiveMeasures, ...rest } = changes;
  const noted = Object.values(rest).some((value) => value !== undefined)
    ? update(before, act, given(rest))
    : before;
  switch (action) {
    case 'acknowledge':
      return acknowledge(noted, act);
    case 'escalate':
      return escalated(context, noted, act);
    default:
      return resolve(noted, act, {
        resolution,
        ...(rootCause !== undefined && { rootCause }),
        ...(preventiveMeasures && { preventiveMeasures }),
      });
  }
}

/** The fields that have a value; a field without one is one that was not given. */
function given(changes: { readonly [Field in keyof Update]: Update[Field] | undefined }): Update {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

async function escalated(context: Context, before: IncidentRecord, act: Act): Promise<IncidentRecord> {
  const { alerting } = await readAlerting(context);
  const followed = routed(before, alerting);
  const policy = policyOf(followed, alerting);
  if (!policy)
    throw new Conflict('It follows no escalation policy of the alerting document.', {
      conflictsWith: before.id,
    });
  return escalate(followed, act, policy);
}

function wordsOf({ action }: Input, { title }: IncidentRecord): string {
  const did = {
    create: 'Created',
    update: 'Updated',
    resolve: 'Resolved',
    escalate: 'Escalated',
    acknowledge: 'Acknowledged',
  };
  return `${did[action]}: ${title}.`;
}
