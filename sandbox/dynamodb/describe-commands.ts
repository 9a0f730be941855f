import {
  type DescribeTableInput,
  type DescribeTableOutput,
  type ListTablesInput,
  type ListTablesOutput,
  ResourceNotFoundException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { Estate } from '../estate/estate.ts';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope, Command } from '../service.ts';
import { describe, type TableDefinition, tableArn } from './table.ts';

const FILE = 'sandbox/dynamodb/describe-commands.ts';
const TYPE = 'AWS::DynamoDB::Table';
const LARGEST_PAGE = 100;

/** Tables with items in them, and those of the estate, by name. */
export function listTables(
  tables: ReadonlyMap<string, TableDefinition>,
  estate: Estate,
): Command<ListTablesInput, ListTablesOutput> {
  return {
    run(input) {
      refuseOtherMembers('ListTables', input, ['Limit', 'ExclusiveStartTableName'], FILE);
      const after = input.ExclusiveStartTableName ?? '';
      const names = [...tables.keys(), ...estate.list(TYPE).map(({ id }) => id)];
      const following = names.filter((name) => name > after).sort();
      const page = following.slice(0, Math.min(input.Limit ?? LARGEST_PAGE, LARGEST_PAGE));
      const last = page.at(-1);
      return { TableNames: page, ...(page.length < following.length && { LastEvaluatedTableName: last }) };
    },
    needs: () => [{ action: 'dynamodb:ListTables', resource: '*' }],
  };
}

/** Tables with items in them are on demand, as the product's own is. */
export function describeTable(
  scope: AccountScope,
  tables: ReadonlyMap<string, TableDefinition>,
  estate: Estate,
): Command<DescribeTableInput, DescribeTableOutput> {
  return {
    run({ TableName = '' }) {
      const own = tables.get(TableName);
      if (own)
        return {
          Table: {
            ...(describe(scope, own) as TableDescription),
            BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
            TableSizeBytes: 0,
            ItemCount: 0,
          },
        };
      const other = estate.get(TYPE, TableName);
      if (other) return { Table: other.properties };
      throw new ResourceNotFoundException({
        message: `Requested resource not found: Table: ${TableName} not found`,
        $metadata: { httpStatusCode: 400 },
      });
    },
    needs: ({ TableName = '' }) => [
      { action: 'dynamodb:DescribeTable', resource: tableArn(scope, TableName) },
    ],
  };
}
