import type { AuditRecord } from '../../core/audit/chain.ts';
import type { Runtime } from '../context.ts';
import { partition, type WriteItem } from '../table.ts';

/** The days a record stays in the table; `anchor_audit` exports it long before. */
const RETENTION_DAYS = 400;

/** Sequence numbers as sort keys: ten digits, so that they sort as numbers. */
export function sequenceKey(sequence: number): string {
  return String(sequence).padStart(10, '0');
}

/** The conditional write of one audit record; no record can ever be put in another's place. */
export function auditItem(runtime: Pick<Runtime, 'environment'>, record: AuditRecord): WriteItem {
  return {
    Put: {
      TableName: runtime.environment.table,
      Item: {
        pk: partition(runtime, 'AUDIT', record.resource),
        sk: sequenceKey(record.sequence),
        gsi1pk: partition(runtime, 'AUDIT', record.at.slice(0, 7)),
        gsi1sk: `${record.at}#${record.resource}#${sequenceKey(record.sequence)}`,
        expiresAt: Math.floor(Date.parse(record.at) / 1000) + RETENTION_DAYS * 86_400,
        ...record,
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}
