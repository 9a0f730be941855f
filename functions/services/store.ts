import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Head } from '../../core/audit/chain.ts';
import { InvalidInput, NotFound } from '../../core/errors.ts';
import type { ServiceRecord } from '../../core/services/service.ts';
import { chainedWrites } from '../audit/chained-writes.ts';
import { itemKeyOf } from '../audit/item.ts';
import { commit } from '../commit.ts';
import type { Context } from '../context.ts';
import { readable } from '../schema-version.ts';
import { documentClient, partition, type WriteItem } from '../table.ts';

/** A record with the head of its audit chain, as it was read. */
export type StoredService = ServiceRecord & { readonly head: Head };

type Item = Readonly<Record<string, unknown>>;

/** The service's name in the audit. */
export function resourceOf({ environment, name }: Pick<ServiceRecord, 'environment' | 'name'>): string {
  return `service/${environment}/${name}`;
}

function environments(context: Context): string {
  return partition(context, 'ENVIRONMENTS');
}

/** The write by which an environment is known to have services. */
export function environmentWrite(context: Context, sk: string): WriteItem {
  return { Put: { TableName: context.environment.table, Item: { pk: environments(context), sk } } };
}

/** Names of the environments that services were registered in, read consistently. */
export async function listEnvironments(context: Context): Promise<string[]> {
  const names: string[] = [];
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      KeyConditionExpression: 'pk = :environments',
      ExpressionAttributeValues: { ':environments': environments(context) },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) names.push(...Items.map(({ sk }) => String(sk)));
  return names;
}

/** Index partition of an environment's services. */
function byEnvironment(context: Context, environment: string): string {
  return partition(context, 'SERVICES', environment);
}

function itemOf(context: Context, after: ServiceRecord): Item {
  const { head: _head, ...record } = after as StoredService;
  return { gsi1pk: byEnvironment(context, record.environment), gsi1sk: record.name, record };
}

function stored(item: Item): StoredService {
  const { record, head } = readable(item);
  return { ...(record as ServiceRecord), head: head as Head };
}

/** Reads a service, consistently; undefined when it is not registered. */
export async function findService(
  context: Context,
  environment: string,
  name: string,
): Promise<StoredService | undefined> {
  const { Item } = await documentClient(context).send(
    new GetCommand({
      TableName: context.environment.table,
      Key: itemKeyOf(context, resourceOf({ environment, name })),
      ConsistentRead: true,
    }),
  );
  return Item && stored(Item);
}

/**
 * Reads a service, consistently.
 * @throws NotFound when it is not registered
 */
export async function readService(
  context: Context,
  environment: string,
  name: string,
): Promise<StoredService> {
  const found = await findService(context, environment, name);
  if (found) return found;
  const problem = `'${name}' is not registered in ${environment}`;
  const allowed = 'a registered service: list_services names them, register_service registers one';
  throw new NotFound(`No service '${name}' is registered in ${environment}; register_service does that.`, {
    violations: [{ field: 'service', problem, allowed }],
  });
}

/** The services of an environment by name; one that was registered a moment ago may be missing. */
export async function listServices(context: Context, environment: string): Promise<StoredService[]> {
  const services: StoredService[] = [];
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :environment',
      ExpressionAttributeValues: { ':environment': byEnvironment(context, environment) },
    },
  );
  for await (const { Items = [] } of pages) services.push(...Items.map(stored));
  return services;
}

const NAMED_AT_MOST = 20;

/**
 * The service that a caller means; it may be left out where only one is registered.
 * @throws NotFound when it, or any, is not registered; InvalidInput when there are several to choose from
 */
export async function resolveService(
  context: Context,
  environment: string,
  name: string | undefined,
): Promise<StoredService> {
  if (name !== undefined) return readService(context, environment, name);
  const services = await listServices(context, environment);
  const [only] = services;
  if (!only)
    throw new NotFound(`No service is registered in ${environment}; register_service registers one.`);
  // The index may be behind: what counts is the record itself.
  if (services.length === 1) return readService(context, environment, only.name);
  const names = services.slice(0, NAMED_AT_MOST).map((service) => service.name);
  const allowed = `one of ${names.join(', ')}${services.length > NAMED_AT_MOST ? ', ...' : ''}`;
  throw new InvalidInput(`${environment} has ${services.length} services; name one of them.`, {
    violations: [{ field: 'service', problem: 'is needed where several are registered', allowed }],
  });
}

/**
 * The writes of a changed service, its audit record included, for another resource's transaction. They are
 * conditional on the head that `before` was read with.
 */
export function serviceWrites(
  context: Context,
  before: StoredService | undefined,
  after: ServiceRecord,
  words: string,
): WriteItem[] {
  const change = { resource: resourceOf(after), head: before?.head, item: itemOf(context, after), words };
  return chainedWrites(context, change).writes;
}

/**
 * The condition that a service is still as it was read, for a transaction that builds on the record without
 * changing it.
 */
export function serviceUnchanged(context: Context, service: StoredService): WriteItem {
  return {
    ConditionCheck: {
      TableName: context.environment.table,
      Key: itemKeyOf(context, resourceOf(service)),
      ConditionExpression: '#head.#sequence = :sequence AND #head.#hash = :hash',
      ExpressionAttributeNames: { '#head': 'head', '#sequence': 'sequence', '#hash': 'hash' },
      ExpressionAttributeValues: { ':sequence': service.head.sequence, ':hash': service.head.hash },
    },
  };
}

export interface Saving {
  /** One sentence for the audit. */
  readonly words: string;
  readonly more?: readonly WriteItem[];
  readonly answer?: unknown;
}

/**
 * Writes a service with its audit record; conditional on the head that `before` was read with.
 * @throws RecordChanged when somebody else wrote first
 */
export async function saveService(
  context: Context,
  before: StoredService | undefined,
  after: ServiceRecord,
  saving: Saving,
): Promise<StoredService> {
  const resource = resourceOf(after);
  const item = itemOf(context, after);
  const head = await commit(context, { resource, head: before?.head, item, ...saving });
  return { ...after, head };
}
