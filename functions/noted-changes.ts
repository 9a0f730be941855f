import { PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { digest } from '../core/canonical.ts';
import type { NotedChange } from '../core/incident/noted-change.ts';
import type { ChangeEvent } from '../core/root-cause/prior.ts';
import type { Context } from './context.ts';
import { documentClient, partition } from './table.ts';

/** Nobody suspects what is older. */
const KEPT_SECONDS = 3 * 86_400;

/** Notes what happened to a service; the same event again is the same item. @param at ISO 8601 */
export async function noteChange(
  context: Context,
  environment: string,
  change: NotedChange,
  at: string,
): Promise<void> {
  const pk = partition(context, 'CHANGES', environment);
  const sk = `${at}#${change.service}#${digest([change.kind, change.words]).slice(0, 8)}`;
  const expiresAt = Math.floor(Date.parse(at) / 1000) + KEPT_SECONDS;
  await documentClient(context).send(
    new PutCommand({
      TableName: context.environment.table,
      Item: { pk, sk, gsi1pk: pk, gsi1sk: sk, change, at, expiresAt },
    }),
  );
}

/** What happened to services of an environment between two instants, milliseconds; one of a moment ago may be missing. */
export async function readNoted(
  context: Context,
  environment: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<ChangeEvent[]> {
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :changes AND gsi1sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':changes': partition(context, 'CHANGES', environment),
        ':from': new Date(from).toISOString(),
        ':to': new Date(to).toISOString(),
      },
    },
  );
  const found: ChangeEvent[] = [];
  for await (const { Items = [] } of pages)
    for (const { change, at } of Items) {
      const { service, kind, words } = change as NotedChange;
      found.push({ node: service, kind, id: words, at: Date.parse(String(at)) });
    }
  return found;
}
