import type { StoredChaos } from '../../../core/chaos/record.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { listRecords, wrongField } from '../../record-list.ts';
import { type ChaosPlace, listChaos } from '../store.ts';
import { viewOf } from '../view.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

export const handler: Handler<typeof definition> = async (input, context) => {
  const where = placeOf(input, context);
  const { found, ...next } = await listRecords<StoredChaos>({
    ...input,
    prefix: 'exp',
    read: (limit, after) => listChaos(context, where, limit, after),
    filter: (record) => wanted(record, input),
  });
  return { runs: found.map(viewOf), ...next };
};

function placeOf({ environment, service, month, regressions }: Input, context: Context): ChaosPlace {
  if (month !== undefined && (regressions || service !== undefined))
    throw wrongField('month', 'is given together with another list', 'a month, a service or regressions');
  if (regressions) return 'regressions';
  if (service === undefined)
    return { month: month ?? new Date(context.clock.now()).toISOString().slice(0, 7) };
  if (environment === undefined)
    throw wrongField('environment', 'is missing', 'an environment, when a service is named');
  return { environment, service };
}

function wanted(record: StoredChaos, { environment, service, experiment, verdict }: Input): boolean {
  return (
    (environment ?? record.environment) === record.environment &&
    (service ?? record.service) === record.service &&
    (experiment ?? record.experiment.name) === record.experiment.name &&
    (verdict === undefined || (record.state.name === 'ENDED' && record.state.verdict === verdict))
  );
}
