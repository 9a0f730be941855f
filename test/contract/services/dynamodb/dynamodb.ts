import { CreateTableCommand, DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { contract } from '../../contract.ts';
import { CONDITIONAL_WRITES } from './conditional-writes.ts';
import { type Documents, documentsOf, TableName } from './documents.ts';
import { READS } from './reads.ts';
import { TRANSACTIONS } from './transactions.ts';

/** The product's table, and DynamoDB's answers on its conditions, transactions and index. */
export const dynamodb = contract<Documents>({
  service: 'DynamoDB',
  async sandbox(server) {
    await server.account.dynamodb.createTable({
      name: TableName,
      partitionKey: 'pk',
      sortKey: 'sk',
      indexes: [{ name: 'gsi1', partitionKey: 'gsi1pk', sortKey: 'gsi1sk' }],
      ttlAttribute: 'expiresAt',
    });
    return documentsOf(server);
  },
  async moto(server) {
    const client = server.clients(DynamoDBClient);
    const schema = (pk: string, sk: string) => [
      { AttributeName: pk, KeyType: 'HASH' as const },
      { AttributeName: sk, KeyType: 'RANGE' as const },
    ];
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: schema('pk', 'sk'),
        AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk'].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S' as const,
        })),
        GlobalSecondaryIndexes: [
          {
            IndexName: 'gsi1',
            KeySchema: schema('gsi1pk', 'gsi1sk'),
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      }),
    );
    const TimeToLiveSpecification = { AttributeName: 'expiresAt', Enabled: true };
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
    return documentsOf(server);
  },
  cases: [...CONDITIONAL_WRITES, ...TRANSACTIONS, ...READS],
});
