import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CostMeter } from '../../core/scaling/cost-cap.ts';
import type { Context } from '../context.ts';
import { readItem } from '../items.ts';
import { documentClient, type Key, partition } from '../table.ts';
import type { ScalingRecord } from './store.ts';

type Named = Pick<ScalingRecord, 'environment' | 'service'>;

function keyOf(context: Context, { environment, service }: Named): Key {
  return { pk: partition(context, 'SCALING', environment, service), sk: 'METER' };
}

/** What a service's units have cost today, as it was counted last. */
export async function readMeter(context: Context, named: Named): Promise<CostMeter | undefined> {
  const item = await readItem(context, keyOf(context, named));
  return item?.['meter'] as CostMeter | undefined;
}

/** Keeps it; it is counted, not decided, so no audit is written, and of two at once the later one counts. */
export async function keepMeter(context: Context, named: Named, meter: CostMeter): Promise<void> {
  const Item = { ...keyOf(context, named), meter };
  await documentClient(context).send(new PutCommand({ TableName: context.environment.table, Item }));
}
