import type { Head } from '../../core/audit/chain.ts';
import type { ChaosRecord, StoredChaos } from '../../core/chaos/record.ts';
import { isOver } from '../../core/chaos/state.ts';
import { NotFound } from '../../core/errors.ts';
import { itemKeyOf } from '../audit/item.ts';
import { commit } from '../commit.ts';
import type { Context } from '../context.ts';
import { indexPage, readItem, readItems } from '../items.ts';
import { readable } from '../schema-version.ts';
import { type Key, partition, type WriteItem } from '../table.ts';

/** A run's name in the audit. */
export function resourceOf(id: string): string {
  return `experiment/${id}`;
}

function keyOf(context: Context, id: string, sk?: string): Key {
  const key = itemKeyOf(context, resourceOf(id));
  return sk === undefined ? key : { ...key, sk };
}

/**
 * Reads a run, consistently.
 * @throws NotFound
 */
export async function readChaos(context: Context, id: string): Promise<StoredChaos> {
  const item = await readItem(context, keyOf(context, id));
  if (!item) throw new NotFound(`There is no run of an experiment '${id}'.`);
  return stored(item);
}

/** The same, or undefined: a deadman may strike for a run that was never written down. */
export async function findChaos(context: Context, id: string): Promise<StoredChaos | undefined> {
  const item = await readItem(context, keyOf(context, id));
  return item && stored(item);
}

function stored(item: Record<string, unknown>): StoredChaos {
  const { record, head } = readable(item);
  return { ...(record as ChaosRecord), head: head as Head };
}

export interface SavingChaos {
  /** One sentence for the audit. */
  readonly words: string;
  readonly more?: readonly WriteItem[];
  readonly answer?: unknown;
}

/**
 * Writes a run with its audit record, conditional on the head that `before` was read with.
 * @throws RecordChanged when somebody else wrote first
 */
export async function saveChaos(
  context: Context,
  before: StoredChaos | undefined,
  after: ChaosRecord,
  saving: SavingChaos,
): Promise<StoredChaos> {
  const { head: _head, ...record } = after as StoredChaos;
  const { id, environment, service, createdAt } = record;
  const gsi1sk = `${createdAt}#${id}`;
  const head = await commit(context, {
    resource: resourceOf(id),
    head: before?.head,
    item: { gsi1pk: partition(context, 'EXPERIMENTS', environment, service), gsi1sk, record },
    ...saving,
    more: [...(saving.more ?? []), ...listings(context, before, record, gsi1sk)],
  });
  return { ...record, head };
}

/** The lists that the record itself is not in: that of its month, and the regressions of what has held. */
function listings(
  context: Context,
  before: StoredChaos | undefined,
  { id, createdAt, state }: ChaosRecord,
  gsi1sk: string,
): WriteItem[] {
  const put = (sk: string, gsi1pk: string): WriteItem => ({
    Put: { TableName: context.environment.table, Item: { ...keyOf(context, id, sk), gsi1pk, gsi1sk } },
  });
  const held = state.name === 'ENDED' && state.verdict === 'HELD' && before && !isOver(before.state);
  return [
    ...(before ? [] : [put('LISTING', partition(context, 'EXPERIMENTS', createdAt.slice(0, 7)))]),
    ...(held ? [put('REGRESSION', partition(context, 'EXPERIMENTS', 'regressions'))] : []),
  ];
}

/** Which runs are listed. */
export type ChaosPlace =
  | { readonly environment: string; readonly service: string }
  | { readonly month: string }
  | 'regressions';

export interface ChaosPage {
  readonly records: readonly StoredChaos[];
  /** Sort key after which the next page begins. */
  readonly after?: string;
}

/** A page of runs, newest first. */
export async function listChaos(
  context: Context,
  where: ChaosPlace,
  limit: number,
  after?: string,
): Promise<ChaosPage> {
  const index =
    where === 'regressions'
      ? partition(context, 'EXPERIMENTS', 'regressions')
      : 'month' in where
        ? partition(context, 'EXPERIMENTS', where.month)
        : partition(context, 'EXPERIMENTS', where.environment, where.service);
  const { ids, ...next } = await indexPage(context, index, limit, after);
  const items = await readItems(
    context,
    ids.map((id) => keyOf(context, id)),
  );
  const found = new Map(items.map(stored).map((record) => [record.id, record]));
  return { records: ids.flatMap((id) => found.get(id) ?? []), ...next };
}
