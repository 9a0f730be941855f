import type { AuditRecord } from '../../core/audit/chain.ts';
import { RETENTION_DAYS } from '../../core/audit/retention.ts';
import type { StoredRecord } from '../../core/audit/verify.ts';
import { canonical } from '../../core/canonical.ts';
import type { Runtime } from '../context.ts';
import { type Key, partition, type WriteItem } from '../table.ts';

/** Kept a little longer, so that the hourly anchor of a record is past the retention too when it is swept. */
const SWEEP_MARGIN_DAYS = 2;
/** Release 0.1.0 kept records for no longer than the retention. */
const FILED_WITH_DAYS = [RETENTION_DAYS + SWEEP_MARGIN_DAYS, RETENTION_DAYS] as const;

type Item = Readonly<Record<string, unknown>>;

/** Sequence numbers as sort keys: ten digits, so that they sort as numbers. */
export function sequenceKey(sequence: number): string {
  return String(sequence).padStart(10, '0');
}

/** Partition of one resource's chain. */
export function chainPartition(runtime: Pick<Runtime, 'environment'>, resource: string): string {
  return partition(runtime, 'AUDIT', resource);
}

/** Index partition of all records of a month (`2026-11`). */
export function monthPartition(runtime: Pick<Runtime, 'environment'>, month: string): string {
  return partition(runtime, 'AUDIT', month);
}

/** Sort key in the index: by time. */
export function timeKey({
  at,
  resource,
  sequence,
}: Pick<AuditRecord, 'at' | 'resource' | 'sequence'>): string {
  return `${at}#${resource}#${sequenceKey(sequence)}`;
}

/**
 * The key of the item that holds a chain's head. It follows from the resource's name (`deployment/dep-1` is
 * `DEPLOYMENT#dep-1`), so that no record can point a verifier to another head.
 */
export function itemKeyOf(runtime: Pick<Runtime, 'environment'>, resource: string): Key {
  const [noun = '', ...names] = resource.split('/');
  return { pk: partition(runtime, noun.toUpperCase(), ...names), sk: 'META' };
}

function itemOf(
  runtime: Pick<Runtime, 'environment'>,
  record: AuditRecord,
  days: number = FILED_WITH_DAYS[0],
): Item {
  return {
    pk: chainPartition(runtime, record.resource),
    sk: sequenceKey(record.sequence),
    gsi1pk: monthPartition(runtime, record.at.slice(0, 7)),
    gsi1sk: timeKey(record),
    expiresAt: Math.floor(Date.parse(record.at) / 1000) + days * 86_400,
    ...record,
  };
}

/** The conditional write of one audit record; no record can ever be put in another's place. */
export function auditItem(runtime: Pick<Runtime, 'environment'>, record: AuditRecord): WriteItem {
  return {
    Put: {
      TableName: runtime.environment.table,
      Item: itemOf(runtime, record),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

/** The record in an item, with the place it was found in. */
export function storedRecord(item: Item): StoredRecord {
  const { pk: _pk, sk, gsi1pk: _gsi1pk, gsi1sk: _gsi1sk, expiresAt: _expiresAt, ...record } = item;
  return { position: Number(sk), record: record as unknown as AuditRecord };
}

/** Whether an item is filed as it was written: its index keys, its expiry, nothing added. */
export function isFiledRight(runtime: Pick<Runtime, 'environment'>, item: Item): boolean {
  const { record } = storedRecord(item);
  if (typeof record.at !== 'string' || Number.isNaN(Date.parse(record.at))) return false;
  return FILED_WITH_DAYS.some((days) => canonical(itemOf(runtime, record, days)) === canonical(item));
}
