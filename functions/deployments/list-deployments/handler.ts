import type { StoredDeployment } from '../../../core/rollout/record.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { listRecords, wrongField } from '../../record-list.ts';
import { listDeployments } from '../../runs/store.ts';
import { viewOf } from '../../runs/view.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

export const handler: Handler<typeof definition> = async (input, context) => {
  const where = placeOf(input, context);
  const { found, ...next } = await listRecords<StoredDeployment>({
    ...input,
    prefix: 'dep',
    read: async (limit, after) => {
      const { deployments: records, ...rest } = await listDeployments(context, where, limit, after);
      return { records, ...rest };
    },
    filter: (record) => wanted(record, input),
  });
  return { deployments: found.map(viewOf), ...next };
};

function placeOf({ environment, service, month }: Input, context: Context) {
  if (service === undefined)
    return { month: month ?? new Date(context.clock.now()).toISOString().slice(0, 7) };
  if (month !== undefined)
    throw wrongField('month', 'is given together with a service', 'a service or a month, not both');
  if (environment === undefined)
    throw wrongField('environment', 'is missing', 'an environment, when a service is named');
  return { environment, service };
}

function wanted(record: StoredDeployment, { environment, state }: Input): boolean {
  return (
    (environment ?? record.environment) === record.environment &&
    (state ?? record.state.name) === record.state.name
  );
}
