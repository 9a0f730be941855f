import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { REOPEN_SECONDS } from '../../core/incident/place.ts';
import type { IncidentRecord } from '../../core/incident/record.ts';
import type { Context } from '../context.ts';
import { documentClient, partition, type WriteItem } from '../table.ts';

/**
 * Which incidents of an environment are open, and which ended so lately that they may be opened again. It is written
 * with every incident that begins or ends, on its version: whoever opens an incident has seen all that are open, so
 * that two batches at once never open two for one cause.
 */
export interface OpenIncidents {
  readonly environment: string;
  /** 0 before it is first written. */
  readonly version: number;
  readonly open: readonly string[];
  /** Times in ISO 8601. */
  readonly recent: readonly { readonly id: string; readonly at: string }[];
}

const SORT_KEY = 'OPEN';

/** Read consistently. */
export async function readOpenIncidents(context: Context, environment: string): Promise<OpenIncidents> {
  const { Item = {} } = await documentClient(context).send(
    new GetCommand({
      TableName: context.environment.table,
      Key: { pk: partition(context, 'INCIDENTS', environment), sk: SORT_KEY },
      ConsistentRead: true,
    }),
  );
  const { version = 0, open = [], recent = [] } = Item as Partial<OpenIncidents>;
  return { environment, version, open, recent };
}

/** The same list where the incident changes nothing in it. */
export function withIncident(
  list: OpenIncidents,
  { id, state }: Pick<IncidentRecord, 'id' | 'state'>,
  now: number,
): OpenIncidents {
  const isOpen = state.name !== 'RESOLVED';
  if (isOpen === list.open.includes(id)) return list;
  const recent = list.recent.filter((one) => one.id !== id && mayReopen(one.at, now));
  const open = list.open.filter((other) => other !== id);
  return state.name === 'RESOLVED'
    ? { ...list, open, recent: [...recent, { id, at: state.at }] }
    : { ...list, open: [...open, id], recent };
}

function mayReopen(at: string, now: number): boolean {
  return now - Date.parse(at) <= REOPEN_SECONDS * 1000;
}

/** The write of a list, provided that nobody has written it since; and the list as it is then. */
export function openIncidentsWrite(
  context: Context,
  after: OpenIncidents,
): { readonly write: WriteItem; readonly written: OpenIncidents } {
  const { environment, version, open, recent } = after;
  const written = { ...after, version: version + 1 };
  const Item = {
    pk: partition(context, 'INCIDENTS', environment),
    sk: SORT_KEY,
    version: written.version,
    open,
    recent,
  };
  const condition =
    version === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': version },
        };
  return { write: { Put: { TableName: context.environment.table, Item, ...condition } }, written };
}
