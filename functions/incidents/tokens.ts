import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { StoredIncident } from '../../core/incident/record.ts';
import type { Context } from '../context.ts';
import { answerToken } from '../runs/execution.ts';
import { documentClient, RecordChanged } from '../table.ts';
import { keyOf } from './store.ts';

const SORT_KEY = 'TOKEN';

/** What an escalation that waits for somebody is answered. */
export type WaitAnswer = { readonly next: 'tell' | 'done' };

/**
 * Keeps the token of an escalation that waits, provided that the incident is still as it was read: an acknowledgement
 * that came in between would never look for it.
 * @throws RecordChanged where it is not
 */
export async function keepToken(context: Context, incident: StoredIncident, token: string): Promise<void> {
  const TableName = context.environment.table;
  const { sequence, hash } = incident.head;
  const unchanged = {
    ConditionCheck: {
      TableName,
      Key: keyOf(context, incident.id, 'META'),
      ConditionExpression: '#head.#sequence = :sequence AND #head.#hash = :hash',
      ExpressionAttributeNames: { '#head': 'head', '#sequence': 'sequence', '#hash': 'hash' },
      ExpressionAttributeValues: { ':sequence': sequence, ':hash': hash },
    },
  };
  const kept = { Put: { TableName, Item: { ...keyOf(context, incident.id, SORT_KEY), token } } };
  try {
    await documentClient(context).send(new TransactWriteCommand({ TransactItems: [unchanged, kept] }));
  } catch (error) {
    throw (error as Error).name === 'TransactionCanceledException' ? new RecordChanged('resource') : error;
  }
}

/** Lets the escalation go on that waits, where one does. Idempotent. */
export async function answerEscalation(context: Context, id: string, answer: WaitAnswer): Promise<void> {
  const { Item } = await documentClient(context).send(
    new GetCommand({
      TableName: context.environment.table,
      Key: keyOf(context, id, SORT_KEY),
      ConsistentRead: true,
    }),
  );
  if (Item) await answerToken(context, String(Item['token']), answer);
}
