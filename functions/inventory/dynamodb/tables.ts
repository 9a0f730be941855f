import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import type { Resource } from '../../../core/inventory/resource.ts';
import { described } from '../described.ts';
import type { Lister } from '../lister.ts';

const PAGE = 25;

/** Tables, each described by a call of its own, without their tags. */
export const tables: Lister = {
  type: 'AWS::DynamoDB::Table',
  actions: ['dynamodb:ListTables', 'dynamodb:DescribeTable'],
  async list({ clients, environment: { region } }, spend, from) {
    spend();
    const client = clients(DynamoDBClient);
    const { TableNames = [], LastEvaluatedTableName } = await client.send(
      new ListTablesCommand({ Limit: PAGE, ...(from && { ExclusiveStartTableName: from }) }),
    );
    const resources: Resource[] = [];
    for (const TableName of TableNames) {
      spend();
      const { Table = {} } = await client.send(new DescribeTableCommand({ TableName }));
      const arn = Table.TableArn ?? '';
      resources.push({
        type: this.type,
        id: TableName,
        arn,
        region,
        tags: {},
        properties: described(Table),
      });
    }
    return { resources, ...(LastEvaluatedTableName && { next: LastEvaluatedTableName }) };
  },
};
