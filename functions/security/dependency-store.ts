import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Head } from '../../core/audit/chain.ts';
import type { Package } from '../../core/security/dependencies/package-url.ts';
import type { Use } from '../../core/security/dependencies/vulnerability.ts';
import { itemKeyOf } from '../audit/item.ts';
import { commit } from '../commit.ts';
import type { Context } from '../context.ts';
import { readItem } from '../items.ts';
import { readable } from '../schema-version.ts';
import { documentClient, partition } from '../table.ts';

/** The packages of a service, as its last document listed them. */
export interface Dependencies extends Use {
  readonly packages: readonly Package[];
  readonly setAt: string;
}

function resourceOf({ environment, service }: Use): string {
  return `dependencies/${environment}/${service}`;
}

/** Reads what a service depends on, consistently; undefined where nobody said. */
export async function findDependencies(
  context: Context,
  use: Use,
): Promise<(Dependencies & { readonly head: Head }) | undefined> {
  const item = await readItem(context, itemKeyOf(context, resourceOf(use)));
  if (!item) return undefined;
  const { record, head } = readable(item);
  return { ...(record as Dependencies), head: head as Head };
}

/** @throws RecordChanged when somebody else wrote first */
export async function saveDependencies(
  context: Context,
  head: Head | undefined,
  record: Dependencies,
  answer: unknown,
): Promise<void> {
  await commit(context, {
    resource: resourceOf(record),
    head,
    item: {
      gsi1pk: partition(context, 'DEPENDENCIES'),
      gsi1sk: `${record.environment}#${record.service}`,
      record,
    },
    words: `${record.packages.length} packages were listed.`,
    answer,
  });
}

/** Services whose packages are known, in order; one that was set a moment ago may be missing. */
export async function listDependencies(context: Context): Promise<Dependencies[]> {
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      IndexName: 'gsi1',
      KeyConditionExpression: 'gsi1pk = :all',
      ExpressionAttributeValues: { ':all': partition(context, 'DEPENDENCIES') },
    },
  );
  const found: Dependencies[] = [];
  for await (const { Items = [] } of pages)
    found.push(...Items.map((item) => readable(item)['record'] as Dependencies));
  return found;
}
