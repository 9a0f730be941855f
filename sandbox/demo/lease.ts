import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient, partition } from '../../functions/table.ts';
import { ENVIRONMENT } from './run.ts';
import { OBSERVER, type Stage } from './stage.ts';

/** The deployment that holds a service's lease now, read from the table itself. */
export async function leaseHolder(
  { account, product, clock }: Stage,
  service: string,
): Promise<string | undefined> {
  const { environment } = product;
  const pk = partition({ environment }, 'SERVICE', ENVIRONMENT, service);
  const { Item } = await documentClient({ clients: account.dispatcher.clientsFor(OBSERVER) }).send(
    new GetCommand({ TableName: environment.table, Key: { pk, sk: 'LEASE' }, ConsistentRead: true }),
  );
  return Item && Number(Item['expires']) > clock.now() ? String(Item['deploymentId']) : undefined;
}
