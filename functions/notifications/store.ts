import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Alerting } from '../../core/alerting/alerting.ts';
import { NO_ALERTING } from '../../core/alerting/no-alerting.ts';
import type { Head } from '../../core/audit/chain.ts';
import { itemKeyOf } from '../audit/item.ts';
import { commit } from '../commit.ts';
import type { Context } from '../context.ts';
import { readable } from '../schema-version.ts';
import { documentClient } from '../table.ts';

/** The installation's one alerting document, with the head of its audit chain; no head before it is first set. */
export interface StoredAlerting {
  readonly alerting: Alerting;
  /** The YAML text, as it was given. */
  readonly document: string;
  /** 0 before it is first set. */
  readonly version: number;
  readonly head: Head | undefined;
}

const RESOURCE = 'alerting/installation';

/** Who is told of what, read consistently. Nobody is, until a document is set. */
export async function readAlerting(context: Context): Promise<StoredAlerting> {
  const { Item } = await documentClient(context).send(
    new GetCommand({
      TableName: context.environment.table,
      Key: itemKeyOf(context, RESOURCE),
      ConsistentRead: true,
    }),
  );
  const { record, head } = Item ? readable(Item) : {};
  const { alerting = NO_ALERTING, document = '', version = 0 } = (record ?? {}) as Partial<StoredAlerting>;
  return { alerting, document, version, head: head as Head | undefined };
}

/** @throws RecordChanged when somebody else has set it since it was read */
export async function writeAlerting(
  context: Context,
  { head }: StoredAlerting,
  record: Omit<StoredAlerting, 'head'>,
  words: string,
  answer: unknown,
): Promise<void> {
  await commit(context, { resource: RESOURCE, head, item: { record }, words, answer });
}
