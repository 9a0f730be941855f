import type { IncidentRecord } from '../../core/incident/record.ts';
import type { RunRecord } from '../../core/runbook/run.ts';
import { itemKeyOf } from '../audit/item.ts';
import type { Context } from '../context.ts';
import { readItems } from '../items.ts';
import { readable } from '../schema-version.ts';

/**
 * The runs of an incident whose end it has not been told. Read by their names in the audit: the noun of runs stands on
 * this one, so that its store is out of reach from here.
 */
export async function liveRuns(context: Context, { runs }: IncidentRecord): Promise<RunRecord[]> {
  const live = runs.filter(({ outcome }) => outcome === undefined);
  const items = await readItems(
    context,
    live.map(({ runId }) => itemKeyOf(context, `run/${runId}`)),
  );
  return items.map((item) => readable(item)['record'] as RunRecord);
}
