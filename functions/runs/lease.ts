import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Context } from '../context.ts';
import { documentClient, type Key, partition, type WriteItem } from '../table.ts';

/** The right to change one service in one environment; at most one deployment, or change of capacity, holds it. */
export interface Lease {
  readonly environment: string;
  readonly service: string;
  /** The deployment's identifier, or the change's. */
  readonly deploymentId: string;
  /** Milliseconds since the epoch; after it another deployment may take the lease. */
  readonly expiresAt: number;
}

/** Changes of capacity hold a lease for the moment that they take; deployments for as long as they run. */
const OF_SCALING = 'scl-';

/** Whether a change of capacity has the lease, and no deployment. */
export function isScaling({ deploymentId }: Pick<Lease, 'deploymentId'>): boolean {
  return deploymentId.startsWith(OF_SCALING);
}

/** Who has the lease, for people. */
export function holderOf(deploymentId: string): string {
  return isScaling({ deploymentId })
    ? `Change ${deploymentId} of the capacity`
    : `Deployment ${deploymentId}`;
}

function keyOf(context: Context, environment: string, service: string): Key {
  return { pk: partition(context, 'SERVICE', environment, service), sk: 'LEASE' };
}

/** The lease of a service while somebody holds it. */
export async function readLease(
  context: Context,
  environment: string,
  service: string,
): Promise<Lease | undefined> {
  const { Item } = await documentClient(context).send(
    new GetCommand({
      TableName: context.environment.table,
      Key: keyOf(context, environment, service),
      ConsistentRead: true,
    }),
  );
  if (!Item || Number(Item['expires']) <= context.clock.now()) return undefined;
  return {
    environment,
    service,
    deploymentId: String(Item['deploymentId']),
    expiresAt: Number(Item['expires']),
  };
}

/** The deployments that hold a lease now: those that are under way. */
export async function liveDeployments(context: Context): Promise<string[]> {
  const found: string[] = [];
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :leases',
      FilterExpression: 'expires > :now',
      ExpressionAttributeValues: { ':leases': partition(context, 'LEASES'), ':now': context.clock.now() },
    },
  );
  for await (const { Items = [] } of pages) found.push(...Items.map((item) => String(item['deploymentId'])));
  return found.filter((deploymentId) => !isScaling({ deploymentId }));
}

/** Every lease that is written down, whether it has run out or not. */
export async function allLeases(context: Context): Promise<Lease[]> {
  const found: Lease[] = [];
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :leases',
      ExpressionAttributeValues: { ':leases': partition(context, 'LEASES') },
    },
  );
  for await (const { Items = [] } of pages)
    for (const { gsi1sk, deploymentId, expires } of Items) {
      const [environment = '', service = ''] = String(gsi1sk).split('#');
      found.push({ environment, service, deploymentId: String(deploymentId), expiresAt: Number(expires) });
    }
  return found;
}

/** Takes the lease, provided that nobody holds a live one; the holder may take it again to extend it. */
export function takeLease(context: Context, lease: Lease): WriteItem {
  const { environment, service, deploymentId, expiresAt } = lease;
  return {
    Put: {
      TableName: context.environment.table,
      Item: {
        ...keyOf(context, environment, service),
        gsi1pk: partition(context, 'LEASES'),
        gsi1sk: `${environment}#${service}`,
        deploymentId,
        expires: expiresAt,
      },
      ConditionExpression: 'attribute_not_exists(pk) OR expires <= :now OR deploymentId = :id',
      ExpressionAttributeValues: { ':now': context.clock.now(), ':id': deploymentId },
    },
  };
}

/** The condition that nobody holds a live lease, for a transaction that a deployment must not meet. */
export function notLeased(context: Context, environment: string, service: string): WriteItem {
  return {
    ConditionCheck: {
      TableName: context.environment.table,
      Key: keyOf(context, environment, service),
      ConditionExpression: 'attribute_not_exists(pk) OR expires <= :now',
      ExpressionAttributeValues: { ':now': context.clock.now() },
    },
  };
}

/** Gives the lease back, provided that this deployment still has it. */
export function releaseLease(context: Context, lease: Omit<Lease, 'expiresAt'>): WriteItem {
  return {
    Delete: {
      TableName: context.environment.table,
      Key: keyOf(context, lease.environment, lease.service),
      ConditionExpression: 'attribute_not_exists(pk) OR deploymentId = :id',
      ExpressionAttributeValues: { ':id': lease.deploymentId },
    },
  };
}
