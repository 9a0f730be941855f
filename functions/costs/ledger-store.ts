import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { LedgerEntry } from '../../core/costs/ledger.ts';
import type { Context } from '../context.ts';
import { readItem } from '../items.ts';
import { readable, WRITTEN_VERSION } from '../schema-version.ts';
import { documentClient, type Key, partition } from '../table.ts';
import { packed, unpacked } from './packed.ts';

function keyOf(context: Context): Key {
  return { pk: partition(context, 'COSTS', 'account'), sk: 'LEDGER' };
}

/** All that was recommended, and what became of it; empty before the first analysis. */
export async function readLedger(context: Context): Promise<readonly LedgerEntry[]> {
  const item = await readItem(context, keyOf(context));
  return item === undefined ? [] : unpacked<LedgerEntry[]>(readable(item)['entries']);
}

/** The ledger as an analysis leaves it; only the one that runs writes, so the last one counts. */
export async function writeLedger(context: Context, entries: readonly LedgerEntry[]): Promise<void> {
  await documentClient(context).send(
    new PutCommand({
      TableName: context.environment.table,
      Item: { ...keyOf(context), schemaVersion: WRITTEN_VERSION, entries: packed(entries) },
    }),
  );
}
