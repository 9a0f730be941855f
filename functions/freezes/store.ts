import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Head } from '../../core/audit/chain.ts';
import { Conflict } from '../../core/errors.ts';
import type { Freezes } from '../../core/freeze/freeze.ts';
import { itemKeyOf } from '../audit/item.ts';
import { commit } from '../commit.ts';
import type { Context } from '../context.ts';
import { readable } from '../schema-version.ts';
import { documentClient, RecordChanged, type WriteItem } from '../table.ts';

/** What freezes an environment, with the head of its audit chain; no head before the first freeze. */
export type StoredFreezes = Freezes & { readonly head: Head | undefined };

function nameOf(environment: string): string {
  return `freeze/${environment}`;
}

/** All that can freeze an environment, read consistently; see `core/freeze/frozen.ts`. */
export async function readFreeze(context: Context, environment: string): Promise<StoredFreezes> {
  const { Item } = await documentClient(context).send(
    new GetCommand({
      TableName: context.environment.table,
      Key: itemKeyOf(context, nameOf(environment)),
      ConsistentRead: true,
    }),
  );
  const { record = {}, head } = Item ? readable(Item) : {};
  const { calendars = [], stops = [] } = record as Partial<Freezes>;
  return { calendars, stops, head: head as Head | undefined };
}

/** The check, for another transaction, that the freezes are still those that were read. */
export function freezeUnchanged(context: Context, environment: string, { head }: StoredFreezes): WriteItem {
  return {
    ConditionCheck: {
      TableName: context.environment.table,
      Key: itemKeyOf(context, nameOf(environment)),
      ...(head
        ? {
            ConditionExpression: '#head.#hash = :hash',
            ExpressionAttributeNames: { '#head': 'head', '#hash': 'hash' },
            ExpressionAttributeValues: { ':hash': head.hash },
          }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
    },
  };
}

export interface FreezeChange<Answer> {
  readonly after: Freezes;
  /** One sentence for the audit. */
  readonly words: string;
  readonly answer: Answer;
}

const ATTEMPTS = 5;
const BACKOFF_MS = 20;

/**
 * Changes an environment's freezes by a decision that is taken anew when somebody else wrote first.
 * @throws Conflict when that happens again and again
 */
export async function changeFreeze<Answer>(
  context: Context,
  environment: string,
  decide: (before: Freezes) => FreezeChange<Answer>,
): Promise<Answer> {
  const resource = nameOf(environment);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { head, ...before } = await readFreeze(context, environment);
    const { after, words, answer } = decide(before);
    try {
      await commit(context, { resource, head, item: { environment, record: after }, words, answer });
      return answer;
    } catch (error) {
      if (!(error instanceof RecordChanged)) throw error;
      await context.clock.sleep(context.ids.random() * BACKOFF_MS * 2 ** attempt);
    }
  }
  throw new Conflict(`The freezes of ${environment} keep changing; repeat the call.`, {
    conflictsWith: resource,
  });
}
