import type { IncidentRecord } from '../../../core/incident/record.ts';
import { beneath } from '../../../core/incident/state.ts';
import type { Context } from '../../context.ts';
import { readAlerting } from '../../notifications/store.ts';
import { announce } from '../announce.ts';
import { publishIncident } from '../events.ts';
import { levelTold, policyOf, tellLevel, tellThoseWhoKnow } from '../notices.ts';
import { carryOutResolved } from '../resolved.ts';
import { readIncident } from '../store.ts';
import { answerEscalation } from '../tokens.ts';
import type { Action } from './fields-of-actions.ts';

/** Sets going what follows from what a person did; may be done again. */
export async function carryOut(context: Context, action: Action, id: string): Promise<void> {
  const record = await readIncident(context, id);
  switch (action) {
    case 'create':
      return announce(context, record, ['opened']);
    case 'update':
      return announce(context, record, isUntold(record) ? ['updated', 'routed'] : ['updated']);
    case 'acknowledge':
      return acknowledged(context, record);
    case 'escalate':
      return escalated(context, record);
    case 'resolve':
      return carryOutResolved(context, record);
  }
}

/** It may follow a policy since it was updated. */
function isUntold({ state, escalation }: IncidentRecord): boolean {
  return state.name === 'TRIGGERED' && escalation?.level === 0;
}

/** The escalation first: whoever has taken an incident on is not to be told of it again. */
async function acknowledged(context: Context, record: IncidentRecord): Promise<void> {
  await answerEscalation(context, record.id, { next: 'done' });
  await publishIncident(context, 'IncidentAcknowledged', record);
  const by = acknowledgedBy(record);
  if (by === undefined) return;
  const { alerting } = await readAlerting(context);
  await tellThoseWhoKnow(context, record, 'acknowledged', { type: 'acknowledged', by }, alerting);
}

function acknowledgedBy({ state }: IncidentRecord): string | undefined {
  const open = beneath(state);
  return open.name === 'ACKNOWLEDGED' ? open.by : undefined;
}

/** The level that was reached is told here, since an escalation may have ended; where one waits, it waits anew. */
async function escalated(context: Context, record: IncidentRecord): Promise<void> {
  const { alerting } = await readAlerting(context);
  const policy = policyOf(record, alerting);
  const level = policy && levelTold(policy, record.escalation?.level ?? 0, context.clock.now());
  if (level) await tellLevel(context, record, alerting, level);
  await publishIncident(context, 'IncidentEscalated', record);
  await answerEscalation(context, record.id, { next: 'tell' });
}
