import { anchoredAt, type LoadedAnchor } from '../../../core/audit/anchor.ts';
import type { AuditRecord } from '../../../core/audit/chain.ts';
import { RETENTION_DAYS } from '../../../core/audit/retention.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { readLastAnchor, writeAnchor } from '../anchors.ts';
import { readIndex, readRecords } from '../store.ts';
import type { definition } from './definition.ts';
import { monthsBetween } from './months.ts';

/**
 * A transaction that collides is repeated with the time it began with, and the index follows the table: records
 * may show up this much later than they say.
 */
const LATE_MS = 15 * 60_000;
const DAY_MS = 86_400_000;
const PARALLEL = 16;

export const handler: Handler<typeof definition> = async (_input, context) => {
  const previous = await readLastAnchor(context);
  const news = [...(await firstNew(context, previous))];
  const chains: AuditRecord[][] = [];
  for (let at = 0; at < news.length; at += PARALLEL)
    chains.push(
      ...(await Promise.all(
        news.slice(at, at + PARALLEL).map(([resource, from]) => readRecords(context, resource, from)),
      )),
    );
  const heads = chains.flatMap((records) => records.at(-1) ?? []).map(headOf);
  const records = chains.flat();
  if (records.length === 0) return { chains: 0, records: 0 };
  const anchor = await writeAnchor(context, previous, heads, records);
  return { anchor, chains: heads.length, records: records.length };
};

function headOf({ resource, sequence, hash }: AuditRecord) {
  return { resource, sequence, hash };
}

/** The first record that is not anchored yet, of every chain that went on. */
async function firstNew(
  context: Context,
  previous: LoadedAnchor | undefined,
): Promise<ReadonlyMap<string, number>> {
  const anchored = new Map(previous?.anchor.heads.map(({ resource, sequence }) => [resource, sequence]));
  const now = context.clock.now();
  const from = previous ? anchoredAt(previous.key) - LATE_MS : now - RETENTION_DAYS * DAY_MS;
  const first = new Map<string, number>();
  for (const month of monthsBetween(from, now + LATE_MS))
    for (const { resource, sequence } of await readIndex(context, month, new Date(from).toISOString()))
      if (sequence > (anchored.get(resource) ?? 0))
        first.set(resource, Math.min(sequence, first.get(resource) ?? sequence));
  return first;
}
