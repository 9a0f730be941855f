import { gravitonDatabase } from '../../../core/costs/rules/graviton-database.ts';
import { idleDatabase } from '../../../core/costs/rules/idle-database.ts';
import { idleTable } from '../../../core/costs/rules/idle-table.ts';
import { multiZoneTestDatabase } from '../../../core/costs/rules/multi-zone-test-database.ts';
import { oversizedDatabase } from '../../../core/costs/rules/oversized-database.ts';
import { previousGenerationDatabase } from '../../../core/costs/rules/previous-generation-database.ts';
import { tableOnDemand } from '../../../core/costs/rules/table-on-demand.ts';
import { tables } from '../../inventory/dynamodb/tables.ts';
import { databaseInstances } from '../../inventory/rds/database-instances.ts';
import type { Ground } from '../find-waste.ts';

/** RDS and DynamoDB. */
export const databasesGround: Ground = {
  name: 'databases',
  listers: [databaseInstances, tables],
  rules: [
    gravitonDatabase,
    idleDatabase,
    idleTable,
    multiZoneTestDatabase,
    oversizedDatabase,
    previousGenerationDatabase,
    tableOnDemand,
  ],
};
