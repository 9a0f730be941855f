import type { StoredIncident } from '../../../core/incident/record.ts';
import { statistics } from '../../../core/incident/statistics.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { listRecords, wrongField } from '../../record-list.ts';
import { pageOf } from '../queries.ts';
import { INDEX } from '../store.ts';
import { viewOf } from '../view.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

export const handler: Handler<typeof definition> = async (input, context) => {
  const where = placeOf(input, context);
  const { found, ...next } = await listRecords<StoredIncident>({
    ...input,
    prefix: 'inc',
    read: async (limit, after) => {
      const { incidents: records, ...rest } = await pageOf(context, where, limit, after);
      return { records, ...rest };
    },
    filter: (record) => wanted(record, input),
  });
  const { mttd, mtta, mttr, formulas } = statistics(found);
  const measured = { mttd, mtta, mttr, formulas: { ...formulas } };
  return { incidents: found.map(viewOf), statistics: measured, ...next };
};

function placeOf({ open, month }: Input, context: Context): string {
  if (open && month !== undefined)
    throw wrongField('month', 'is given together with open', 'a month or open, not both');
  if (open) return INDEX.open(context);
  return INDEX.month(context, month ?? new Date(context.clock.now()).toISOString().slice(0, 7));
}

function wanted(record: StoredIncident, { environment, service, state, severity, open }: Input): boolean {
  return (
    (environment ?? record.environment) === record.environment &&
    (service === undefined || record.services.includes(service)) &&
    (state ?? record.state.name) === record.state.name &&
    (severity ?? record.severity) === record.severity &&
    // The index may be behind.
    !(open && record.state.name === 'RESOLVED')
  );
}
