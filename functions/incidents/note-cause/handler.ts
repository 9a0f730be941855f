import { causeWords, isInvestigated, withCause } from '../../../core/incident/cause.ts';
import type { IncidentRecord } from '../../../core/incident/record.ts';
import { causeLaterCall } from '../../../core/rollout/scheduled-call.ts';
import type { Context } from '../../context.ts';
import { functionArnOf } from '../../environment.ts';
import type { Handler } from '../../operation.ts';
import { createSchedule, oneTimeSchedule } from '../../runs/schedule.ts';
import { RecordChanged } from '../../table.ts';
import { investigate } from '../investigation/investigate.ts';
import { suspected } from '../investigation/suspected.ts';
import { readIncident, saveIncident } from '../store.ts';
import type { definition } from './definition.ts';

type Noted = Awaited<ReturnType<Handler<typeof definition>>>;
type Finding = Parameters<typeof withCause>[1];

/** Metrics come up to three minutes late, and the first minutes are few. */
const SECOND_LOOK_MS = 5 * 60_000;
/** How often it is written anew because others wrote the same record. */
const ATTEMPTS = 6;
const BACKOFF_MS = 50;

/**
 * Two looks at each opening of an incident, whatever is heard of it and however often: events come more than once and
 * late. Nothing waits for it.
 */
export const handler: Handler<typeof definition> = async ({ incidentId, look }, context) => {
  const record = await readIncident(context, incidentId);
  if (record.state.name === 'RESOLVED') return nothing('It is over.');
  if (isInvestigated(record, look)) return nothing('It was investigated before.');
  if (look === 'first') await lookLater(context, record);
  const { ranking, notSeen } = await investigate(context, record);
  return note(context, record, {
    look,
    verdict: ranking.verdict,
    causes: suspected(ranking),
    notSeen,
  });
};

function nothing(words: string): Noted {
  return { next: 'nothing', words };
}

async function lookLater(context: Context, { id, reopened }: IncidentRecord): Promise<void> {
  const functionArn = functionArnOf(context.environment, 'note_cause');
  const { name, input } = causeLaterCall(id);
  const call = { name: `${name}-${reopened}`, input, functionArn };
  await createSchedule(context, oneTimeSchedule(context, call, context.clock.now() + SECOND_LOOK_MS));
}

/** What was found stays true whatever else is written meanwhile, unless it was opened anew or is over. */
async function note(context: Context, { id, reopened }: IncidentRecord, found: Finding): Promise<Noted> {
  const words = causeWords(found) ?? 'There was not enough data to name a cause.';
  for (let attempt = 1; ; attempt++) {
    const before = await readIncident(context, id);
    if (before.reopened !== reopened || before.state.name === 'RESOLVED') return nothing('It has moved on.');
    const after = withCause(before, found, context.clock.now());
    if (after === before) return nothing('It was investigated before.');
    try {
      await saveIncident(context, before, after, { words: auditWords(found) });
      return { next: 'noted', words };
    } catch (error) {
      if (!(error instanceof RecordChanged) || attempt === ATTEMPTS) throw error;
      await context.clock.sleep(context.ids.random() * BACKOFF_MS * 2 ** attempt);
    }
  }
}

function auditWords({ verdict, causes: [first] }: Finding): string {
  return verdict === 'RANKED' && first
    ? `Investigated: most likely ${first.service}.`
    : 'Investigated: not enough data.';
}
