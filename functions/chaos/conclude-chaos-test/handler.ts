import type { Handler } from '../../operation.ts';
import { carryOutEnd, conclude } from '../conclude.ts';
import { readChaos } from '../store.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async ({ experimentId, unrecovered }, context) => {
  const before = await readChaos(context, experimentId);
  const record =
    before.state.name === 'ENDED' ? before : await conclude(context, before, unrecovered !== true);
  await carryOutEnd(context, record);
  if (record.state.name !== 'ENDED') return {};
  const { verdict, failed } = record.state;
  return { verdict, ...(failed !== undefined && { failed }) };
};
