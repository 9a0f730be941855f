import type { IncidentRecord } from '../../core/incident/record.ts';
import type { Context } from '../context.ts';
import { readAlerting } from '../notifications/store.ts';
import { publishIncident } from './events.ts';
import { tellThoseWhoKnow } from './notices.ts';
import { answerEscalation } from './tokens.ts';

/** Sets going what follows from an incident's end; of one that is open it does nothing. May be done again. */
export async function carryOutResolved(context: Context, record: IncidentRecord): Promise<void> {
  if (record.state.name !== 'RESOLVED') return;
  const { resolved } = record.state;
  const words = resolved.how === 'PERSON' ? `${resolved.by}: ${resolved.resolution}` : resolved.words;
  await answerEscalation(context, record.id, { next: 'done' });
  const { alerting } = await readAlerting(context);
  await tellThoseWhoKnow(context, record, 'resolved', { type: 'resolved', words }, alerting);
  await publishIncident(context, 'IncidentResolved', record);
}
