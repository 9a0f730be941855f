import { DescribeContinuousBackupsCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { asked, describeEach, madeOf } from '../asked.ts';
import { described } from '../described.ts';
import type { Lister } from '../lister.ts';
import { tables } from './tables.ts';

/** Tables with whether they can be brought back to a moment, which takes one more call each. */
export const tablesAndBackups: Lister = {
  ...tables,
  actions: [...tables.actions, 'dynamodb:DescribeContinuousBackups'],
  async list(context, spend, from) {
    const page = await tables.list(context, spend, from);
    const client = context.clients(DynamoDBClient);
    const resources = await describeEach(page.resources, async (table) => {
      spend();
      const answer = await asked(client.send(new DescribeContinuousBackupsCommand({ TableName: table.id })));
      const PointInTimeRecoveryStatus = madeOf(
        answer,
        ({ ContinuousBackupsDescription }) =>
          ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus ??
          'DISABLED',
      );
      return { ...table, properties: { ...table.properties, ...described({ PointInTimeRecoveryStatus }) } };
    });
    return { ...page, resources };
  },
};
