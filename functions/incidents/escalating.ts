import type { IncidentRecord } from '../../core/incident/record.ts';
import { beneath } from '../../core/incident/state.ts';

/**
 * Whether nobody is to be told any more on behalf of one opening of an incident: somebody has it, it is over, or it was
 * opened anew since.
 * @param reopened of the opening that is asked about
 */
export function isTakenOn({ state, reopened: openings }: IncidentRecord, reopened: number): boolean {
  return openings !== reopened || beneath(state).name !== 'TRIGGERED';
}
