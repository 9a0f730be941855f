import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Postmortem, postmortem } from '../../core/incident/postmortem.ts';
import type { IncidentRecord } from '../../core/incident/record.ts';
import { similar } from '../../core/incident/similar.ts';
import type { Context } from '../context.ts';
import { documentClient, type WriteItem } from '../table.ts';
import { pastOf } from './queries.ts';
import { keyOf } from './store.ts';

const SORT_KEY = 'POSTMORTEM';

/** The draft of a postmortem, with the past incidents that are like this one. */
export async function draftOf(context: Context, record: IncidentRecord) {
  return postmortem(record, { similar: similar(record, await pastOf(context, record)) });
}

/** The write that keeps the draft as it was when the incident ended; its text follows from it. */
export async function postmortemWrite(context: Context, record: IncidentRecord): Promise<WriteItem> {
  const { json } = await draftOf(context, record);
  const Item = { ...keyOf(context, record.id, SORT_KEY), postmortem: json };
  return { Put: { TableName: context.environment.table, Item } };
}

/** The draft that was kept when the incident ended. */
export async function keptPostmortem(context: Context, id: string): Promise<Postmortem | undefined> {
  const { Item } = await documentClient(context).send(
    new GetCommand({
      TableName: context.environment.table,
      Key: keyOf(context, id, SORT_KEY),
      ConsistentRead: true,
    }),
  );
  return Item?.['postmortem'] as Postmortem | undefined;
}
