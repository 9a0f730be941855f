import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { NotFound } from '../../core/errors.ts';
import type { Objective } from '../../core/slo/objective.ts';
import { chainedWrites } from '../audit/chained-writes.ts';
import { commit } from '../commit.ts';
import type { Context } from '../context.ts';
import { findSlo, resourceOf, type SloRecord, type StoredSlo, stored } from '../slo-record.ts';
import { documentClient, partition } from '../table.ts';

type Named = Pick<Objective, 'environment' | 'name'>;

/** @throws NotFound for one that is not set, or was removed */
export async function readSlo(context: Context, named: Named): Promise<StoredSlo> {
  const found = await findSlo(context, named);
  if (found && !found.removed) return found;
  throw new NotFound(`No objective ${named.name} is set in ${named.environment}.`, {
    violations: [
      {
        field: 'objective',
        problem: 'is not set',
        allowed: 'the name of an objective; track_slo names them',
      },
    ],
  });
}

/**
 * Objectives by environment and service, those that were removed included; one that was set a moment ago may be
 * missing.
 */
export async function listSlos(
  context: Context,
  {
    environment,
    service,
  }: { readonly environment?: string | undefined; readonly service?: string | undefined },
): Promise<StoredSlo[]> {
  const begin =
    environment === undefined ? '' : `${environment}#${service === undefined ? '' : `${service}#`}`;
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      IndexName: 'gsi1',
      KeyConditionExpression:
        begin === '' ? 'gsi1pk = :all' : 'gsi1pk = :all AND begins_with(gsi1sk, :begin)',
      ExpressionAttributeValues: {
        ':all': partition(context, 'SLOS'),
        ...(begin !== '' && { ':begin': begin }),
      },
    },
  );
  const found: StoredSlo[] = [];
  for await (const { Items = [] } of pages) found.push(...Items.map(stored));
  return service === undefined ? found : found.filter(({ objective }) => objective.service === service);
}

/** One objective to be written; conditional on the head that `before` was read with. */
export interface SloWrite {
  readonly before: StoredSlo | undefined;
  readonly record: SloRecord;
  /** One sentence for the audit. */
  readonly words: string;
}

/**
 * Writes objectives with their audit records, all or none.
 * @throws RecordChanged when somebody else wrote one of them first
 */
export async function saveSlos(
  context: Context,
  writes: readonly SloWrite[],
  answer?: unknown,
): Promise<void> {
  const [first, ...others] = writes.map((write) => changeOf(context, write));
  if (!first) return;
  const more = others.flatMap((change) => chainedWrites(context, change).writes);
  await commit(context, { ...first, more, ...(answer !== undefined && { answer }) });
}

function changeOf(context: Context, { before, record, words }: SloWrite) {
  const { environment, service, name } = record.objective;
  const item = { gsi1pk: partition(context, 'SLOS'), gsi1sk: `${environment}#${service}#${name}`, record };
  return { resource: resourceOf(record.objective), head: before?.head, item, words };
}
