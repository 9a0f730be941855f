import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { StoredDeployment } from '../../core/rollout/record.ts';
import type { Environment } from '../../functions/environment.ts';
import { partition } from '../../functions/table.ts';
import { deploy } from '../../test/flows/deployment.ts';
import { type Installation, install } from '../../test/flows/installation.ts';
import { ENVIRONMENT } from '../../test/flows/service.ts';
import { storefront } from '../../test/flows/storefront.ts';

/** An item of the table in DynamoDB's own form. */
type Item = Readonly<Record<string, unknown>>;

/** Records as a real deployment in the sandbox leaves them. */
export interface Records {
  readonly environment: Environment;
  readonly deploymentId: string;
  readonly service: Item;
  /** Its tasks are starting; `services` is what ECS says of them when they do not stay up. */
  readonly preparing: { readonly item: Item; readonly services: readonly object[] };
  readonly restoring: Item;
}

export async function records(): Promise<Records> {
  const installation = await install();
  try {
    const shop = await storefront(installation, { name: 'shop', requestsPerSecond: 10 });
    const deployment = await deploy(shop, shop.versions.good);
    const itemOf = (...key: string[]) => readItem(installation, ...key);
    const prepared = await deployment.until(
      'has its tasks asked for',
      (record) => taskDefinitionOf(record) !== undefined,
    );
    const preparing = { item: await itemOf('DEPLOYMENT', deployment.id), services: failedServices(prepared) };
    await deployment.reach('BAKING');
    const service = await itemOf('SERVICE', ENVIRONMENT, 'shop');
    await installation.developer.abort_deployment({ deploymentId: deployment.id, reason: 'Enough.' });
    await deployment.reach('RESTORING');
    const restoring = await itemOf('DEPLOYMENT', deployment.id);
    await deployment.end();
    const { environment } = installation.product;
    return { environment, deploymentId: deployment.id, service, preparing, restoring };
  } finally {
    await installation.close();
  }
}

function taskDefinitionOf({ pinned }: StoredDeployment): string | undefined {
  return pinned.kind === 'image' ? pinned.taskDefinition : undefined;
}

/** Both sides of the pair, the new one given up by ECS. */
function failedServices(record: StoredDeployment): object[] {
  const { target, undo } = record;
  if (target.type !== 'ecs-pair' || undo?.type !== 'ecs-pair') throw new Error('This is no pair.');
  return (['blue', 'green'] as const).map((side) => ({
    serviceName: target.sides[side].service,
    status: 'ACTIVE',
    desiredCount: 2,
    deployments:
      side === undo.new
        ? [{ status: 'PRIMARY', taskDefinition: taskDefinitionOf(record), rolloutState: 'FAILED' }]
        : [],
  }));
}

async function readItem({ context }: Installation, ...key: string[]): Promise<Item> {
  const { Item } = await context.clients(DynamoDBClient).send(
    new GetItemCommand({
      TableName: context.environment.table,
      Key: { pk: { S: partition(context, ...key) }, sk: { S: 'META' } },
    }),
  );
  if (!Item) throw new Error(`There is no record of ${key.join(' ')}.`);
  return Item;
}
