import type { IncidentRecord } from '../../core/incident/record.ts';

/**
 * Whether nobody is to be told any more on behalf of one opening of an incident: somebody has it, it is over, or it was
 * opened anew since.
 * @param reopened of the opening that is asked about
 */
export function isTakenOn({ state, reopened: openings }: IncidentRecord, reopened: number): boolean {
  const open = state.name === 'RECOVERING' ? state.from : state;
  return openings !== reopened || open.name !== 'TRIGGERED';
}
