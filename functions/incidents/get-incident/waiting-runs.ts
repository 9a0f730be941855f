import type { IncidentRecord } from '../../../core/incident/record.ts';
import type { RunRecord } from '../../../core/runbook/run.ts';
import type { Context } from '../../context.ts';
import { liveRuns } from '../live-runs.ts';

/** What runs of an incident wait for a person for. */
export async function waitingRuns(context: Context, incident: IncidentRecord) {
  return (await liveRuns(context, incident)).flatMap(waiting);
}

function waiting({ id, runbook, target, plan, state }: RunRecord) {
  const who = `Runbook ${runbook} on ${target.service}`;
  const told = (words: string) => [{ kind: 'run' as const, id, words: `${who} ${words}` }];
  if (state.name === 'HELD') return told(`is held: ${state.why}`);
  if (state.name !== 'AWAITING_APPROVAL') return [];
  const question = plan.find(({ name }) => name === state.step)?.field;
  return told(question === undefined ? 'waits for approval.' : `asks: ${question}`);
}
