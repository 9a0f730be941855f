import { NotFound } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import { readItem } from '../items.ts';
import { type Key, partition, type WriteItem } from '../table.ts';
import type { ScalingRecord } from './store.ts';

/** Where the record is that a request belongs to. */
function keyOf(context: Context, id: string): Key {
  return { pk: partition(context, 'SCALINGREQUEST', id), sk: 'META' };
}

/** @throws NotFound */
export async function serviceOfRequest(context: Context, id: string) {
  const item = await readItem(context, keyOf(context, id));
  if (!item) throw new NotFound(`No request ${id} to pass the limits was made.`);
  return { environment: String(item['environment']), service: String(item['service']) };
}

/** The write by which it is found. */
export function pointer(context: Context, id: string, { environment, service }: ScalingRecord): WriteItem {
  return {
    Put: { TableName: context.environment.table, Item: { ...keyOf(context, id), environment, service } },
  };
}
