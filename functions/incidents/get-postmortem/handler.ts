import { postmortem } from '../../../core/incident/postmortem.ts';
import type { Handler } from '../../operation.ts';
import { aboutRecord } from '../../target.ts';
import { draftOf, keptPostmortem } from '../postmortem-store.ts';
import { readIncident } from '../store.ts';
import { targetOfIncident } from '../target.ts';
import type { definition } from './definition.ts';

/** What was found out afterwards, such as a root cause, is in the record; past incidents are those of its end. */
const get: Handler<typeof definition> = async ({ incidentId }, context) => {
  const record = await readIncident(context, incidentId);
  const final = record.state.name === 'RESOLVED';
  const kept = final ? await keptPostmortem(context, incidentId) : undefined;
  const { markdown, json } = kept
    ? postmortem(record, { similar: kept.similar })
    : await draftOf(context, record);
  return { incidentId, final, markdown, postmortem: { ...json } };
};

export const handler = aboutRecord(get, targetOfIncident);
