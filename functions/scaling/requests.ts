import { NotFound } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import { readItem } from '../items.ts';
import { type Key, partition, type WriteItem } from '../table.ts';
import type { ScalingRecord } from './store.ts';

/** Where the record is that a request belongs to. */
function keyOf(context: Context, id: string): Key {
  return { pk: partition(context, 'SCALINGREQUEST', id), sk: 'META' };
}

/** The service that a request is about; undefined where there was no such request. */
export async function findRequest(context: Context, id: string) {
  const item = await readItem(context, keyOf(context, id));
  return item && { environment: String(item['environment']), service: String(item['service']) };
}

/** @throws NotFound */
export async function serviceOfRequest(context: Context, id: string) {
  const found = await findRequest(context, id);
  if (found) return found;
  throw new NotFound(`No request ${id} to pass the limits was made.`, {
    violations: [
      {
        field: 'scalingId',
        problem: 'is no request',
        allowed: 'the scalingId that scale_resources answered',
      },
    ],
  });
}

/** The write by which it is found. */
export function pointer(context: Context, id: string, { environment, service }: ScalingRecord): WriteItem {
  return {
    Put: { TableName: context.environment.table, Item: { ...keyOf(context, id), environment, service } },
  };
}
