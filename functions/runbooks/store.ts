import type { Head } from '../../core/audit/chain.ts';
import { NotFound } from '../../core/errors.ts';
import type { RunRecord, StoredRun } from '../../core/runbook/run.ts';
import { isOver } from '../../core/runbook/run-state.ts';
import { itemKeyOf } from '../audit/item.ts';
import { commit } from '../commit.ts';
import type { Context } from '../context.ts';
import { indexPage, readItem, readItems } from '../items.ts';
import { readable } from '../schema-version.ts';
import { type Key, partition, type WriteItem } from '../table.ts';

/** Index partitions of runs. */
export const INDEX = {
  target: (context: Context, environment: string, service: string) =>
    partition(context, 'RUNS', environment, service),
  /** @param month such as `2026-11` */
  month: (context: Context, month: string) => partition(context, 'RUNS', month),
  /** Runs that are not over. */
  open: (context: Context) => partition(context, 'RUNS', 'open'),
};

/** A run's name in the audit. */
export function resourceOf(id: string): string {
  return `run/${id}`;
}

export function keyOf(context: Context, id: string, sk: string): Key {
  return { ...itemKeyOf(context, resourceOf(id)), sk };
}

/**
 * Reads a run, consistently.
 * @throws NotFound
 */
export async function readRun(context: Context, id: string): Promise<StoredRun> {
  const found = await readItem(context, keyOf(context, id, 'META'));
  if (!found) throw new NotFound(`There is no run '${id}'.`);
  return stored(found);
}

function stored(item: Record<string, unknown>): StoredRun {
  const { record, head } = readable(item);
  return { ...(record as RunRecord), head: head as Head };
}

export interface SavingRun {
  /** One sentence for the audit. */
  readonly words: string;
  /** DONE, or the code of a refusal that is itself a change of state. */
  readonly outcome?: string;
  readonly more?: readonly WriteItem[];
  readonly answer?: unknown;
}

/**
 * Writes a run with its audit record, conditional on the head that `before` was read with.
 * @throws RecordChanged when somebody else wrote first
 */
export async function saveRun(
  context: Context,
  before: StoredRun | undefined,
  after: RunRecord,
  saving: SavingRun,
): Promise<StoredRun> {
  const { head: _head, ...record } = after as StoredRun;
  const { id, createdAt, target } = record;
  const head = await commit(context, {
    resource: resourceOf(id),
    head: before?.head,
    item: {
      gsi1pk: INDEX.target(context, target.environment, target.service),
      gsi1sk: `${createdAt}#${id}`,
      record,
    },
    ...saving,
    more: [...(saving.more ?? []), ...listings(context, before, record)],
  });
  return { ...record, head };
}

/** The write by which a run that is over leaves the list of open ones. */
export function closedItem(context: Context, id: string): WriteItem {
  return { Put: { TableName: context.environment.table, Item: keyOf(context, id, 'OPEN') } };
}

/** What puts a run into the lists that the record itself is not in: that of its month, and the open ones until it is over. */
function listings(context: Context, before: StoredRun | undefined, after: RunRecord): WriteItem[] {
  const { id, createdAt, state } = after;
  const gsi1sk = `${createdAt}#${id}`;
  const put = (sk: string, index: object): WriteItem => ({
    Put: { TableName: context.environment.table, Item: { ...keyOf(context, id, sk), ...index } },
  });
  const [was, is] = [before !== undefined && !isOver(before.state), !isOver(state)];
  return [
    ...(before ? [] : [put('LISTING', { gsi1pk: INDEX.month(context, createdAt.slice(0, 7)), gsi1sk })]),
    ...(is && !was ? [put('OPEN', { gsi1pk: INDEX.open(context), gsi1sk })] : []),
    ...(was && !is ? [closedItem(context, id)] : []),
  ];
}

export interface RunsPage {
  readonly runs: readonly StoredRun[];
  /** Sort key after which the next page begins. */
  readonly after?: string;
}

/** Which runs are listed. */
export type RunsPlace = { environment: string; service: string } | { month: string } | 'open';

function indexOf(context: Context, where: RunsPlace): string {
  if (where === 'open') return INDEX.open(context);
  if ('month' in where) return INDEX.month(context, where.month);
  return INDEX.target(context, where.environment, where.service);
}

/** A page of runs, newest first: of one target, of all that were made in a month, or of those that are not over. */
export async function listRuns(
  context: Context,
  where: RunsPlace,
  limit: number,
  after?: string,
): Promise<RunsPage> {
  const index = indexOf(context, where);
  const { ids, ...next } = await indexPage(context, index, limit, after);
  return { runs: await readRuns(context, ids), ...next };
}

/** Runs in the order of their ids, read consistently; the index only says which. */
export async function readRuns(context: Context, ids: readonly string[]): Promise<StoredRun[]> {
  const items = await readItems(
    context,
    ids.map((id) => keyOf(context, id, 'META')),
  );
  const found = new Map(items.map(stored).map((record) => [record.id, record]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** The task of a run's machine that waits for a person's answer. */
export interface WaitingQuestion {
  readonly token: string;
  /** The step whose question it is; none when it is the plan's approval. */
  readonly step?: string;
}

/** The write that keeps a waiting task's token, or forgets it. */
export function tokenItem(context: Context, id: string, waiting: WaitingQuestion | undefined): WriteItem {
  const key = keyOf(context, id, 'TOKEN');
  const TableName = context.environment.table;
  return waiting ? { Put: { TableName, Item: { ...key, ...waiting } } } : { Delete: { TableName, Key: key } };
}

/** The token that waits, read consistently. */
export async function readToken(context: Context, id: string): Promise<WaitingQuestion | undefined> {
  const item = await readItem(context, keyOf(context, id, 'TOKEN'));
  return (
    item && {
      token: String(item['token']),
      ...(item['step'] !== undefined && { step: String(item['step']) }),
    }
  );
}
