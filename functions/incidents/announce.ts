import type { IncidentRecord } from '../../core/incident/record.ts';
import type { Context } from '../context.ts';
import { type IncidentEventName, publishIncident } from './events.ts';
import { startEscalation, startRecovery } from './machines.ts';

/** What of an incident has changed, as far as others have to hear of it. */
export type Turn = 'opened' | 'reopened' | 'updated' | 'recovering' | 'routed';

const EVENTS: Readonly<Partial<Record<Turn, IncidentEventName>>> = {
  opened: 'IncidentOpened',
  reopened: 'IncidentReopened',
  updated: 'IncidentUpdated',
  recovering: 'IncidentRecovering',
};

/** With these, people have to be told from the first level on. */
const ESCALATING: readonly Turn[] = ['opened', 'reopened', 'routed'];

/** Sets going what follows from an incident's change. May be done again: machines start once, events say the same. */
export async function announce(
  context: Context,
  record: IncidentRecord,
  turns: readonly Turn[],
): Promise<void> {
  for (const turn of turns) {
    const event = EVENTS[turn];
    if (event) await publishIncident(context, event, record);
  }
  if (turns.some((turn) => ESCALATING.includes(turn))) await startEscalation(context, record);
  await startRecovery(context, record);
}

/** What an incident has to have had announced, by what it is now: for a call that may have got no further than its write. */
export function turnsOf({ state, reopened }: IncidentRecord): readonly Turn[] {
  if (state.name === 'RESOLVED') return [];
  const opened = reopened > 0 ? 'reopened' : 'opened';
  return state.name === 'RECOVERING' ? [opened, 'recovering'] : [opened];
}
