import type { DescribeContinuousBackupsCommandInput } from '@aws-sdk/client-dynamodb';
import { type Described, reading } from '../estate/described.ts';
import type { SandboxService } from '../service.ts';
import { tableArn } from './table.ts';

/** Whether tables can be brought back to a moment; tables with items in them, as the product's own, can. */
export function listedBackups({ estate, scope }: Described): SandboxService {
  return {
    client: 'DynamoDBClient',
    commands: {
      DescribeContinuousBackups: reading<DescribeContinuousBackupsCommandInput>(
        'dynamodb:DescribeContinuousBackups',
        ({ TableName = '' }) => {
          const listed = estate.get('ContinuousBackups', TableName)?.properties['PointInTimeRecoveryStatus'];
          const PointInTimeRecoveryStatus = listed ?? 'ENABLED';
          return {
            ContinuousBackupsDescription: {
              ContinuousBackupsStatus: 'ENABLED',
              PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus },
            },
          };
        },
        ({ TableName = '' }) => tableArn(scope, TableName),
      ),
    },
  };
}
