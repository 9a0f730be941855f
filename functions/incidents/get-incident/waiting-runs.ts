import type { IncidentRecord } from '../../../core/incident/record.ts';
import type { RunRecord } from '../../../core/runbook/run.ts';
import { itemKeyOf } from '../../audit/item.ts';
import type { Context } from '../../context.ts';
import { readItems } from '../../items.ts';
import { readable } from '../../schema-version.ts';

/**
 * What runs of an incident wait for a person for. Read by their names in the audit: the noun of runs stands on this one,
 * so that its store is out of reach from here.
 */
export async function waitingRuns(context: Context, { runs }: IncidentRecord) {
  const live = runs.filter(({ outcome }) => outcome === undefined);
  const items = await readItems(
    context,
    live.map(({ runId }) => itemKeyOf(context, `run/${runId}`)),
  );
  return items.map((item) => readable(item)['record'] as RunRecord).flatMap(waiting);
}

function waiting({ id, runbook, target, plan, state }: RunRecord) {
  const who = `Runbook ${runbook} on ${target.service}`;
  const told = (words: string) => [{ kind: 'run' as const, id, words: `${who} ${words}` }];
  if (state.name === 'HELD') return told(`is held: ${state.why}`);
  if (state.name !== 'AWAITING_APPROVAL') return [];
  const question = plan.find(({ name }) => name === state.step)?.field;
  return told(question === undefined ? 'waits for approval.' : `asks: ${question}`);
}
