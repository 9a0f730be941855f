import { RULES } from '../../../core/security/rules.ts';
import { tablesAndBackups } from '../../inventory/dynamodb/tables-and-backups.ts';
import { databaseInstances } from '../../inventory/rds/database-instances.ts';
import { buckets } from '../../inventory/s3/bucket.ts';
import type { Handler } from '../../operation.ts';
import { collect, judged } from '../collect.ts';
import type { definition } from './definition.ts';

export const LISTERS = [buckets, tablesAndBackups, databaseInstances];

export const handler: Handler<typeof definition> = ({ scanId }, context) =>
  collect(context, scanId, { group: 'storage', sources: judged(LISTERS, RULES) });
