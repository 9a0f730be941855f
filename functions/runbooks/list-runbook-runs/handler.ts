import type { StoredRun } from '../../../core/runbook/run.ts';
import { isOver } from '../../../core/runbook/run-state.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { listRecords, wrongField } from '../../record-list.ts';
import { listRuns, type RunsPlace } from '../store.ts';
import { viewOf } from '../view.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

export const handler: Handler<typeof definition> = async (input, context) => {
  const where = placeOf(input, context);
  const { found, ...next } = await listRecords<StoredRun>({
    ...input,
    prefix: 'run',
    read: async (limit, after) => {
      const { runs: records, ...rest } = await listRuns(context, where, limit, after);
      return { records, ...rest };
    },
    filter: (record) => wanted(record, input),
  });
  return { runs: found.map(viewOf), ...next };
};

function placeOf({ environment, service, month, open }: Input, context: Context): RunsPlace {
  if (month !== undefined && (open || service !== undefined))
    throw wrongField(
      'month',
      `is given together with ${open ? 'open' : 'a service'}`,
      'a month, a service or open, not two of them',
    );
  if (open) return 'open';
  if (service === undefined)
    return { month: month ?? new Date(context.clock.now()).toISOString().slice(0, 7) };
  if (environment === undefined)
    throw wrongField('environment', 'is missing', 'an environment, when a service is named');
  return { environment, service };
}

function wanted(record: StoredRun, { environment, service, runbook, state, open }: Input): boolean {
  return (
    (environment ?? record.target.environment) === record.target.environment &&
    (service ?? record.target.service) === record.target.service &&
    (runbook ?? record.runbook) === record.runbook &&
    (state ?? record.state.name) === record.state.name &&
    // The index may be behind.
    !(open && isOver(record.state))
  );
}
