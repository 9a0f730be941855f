import type { Head } from '../../core/audit/chain.ts';
import { NotFound } from '../../core/errors.ts';
import type { IncidentLine, IncidentRecord, StoredIncident } from '../../core/incident/record.ts';
import { itemKeyOf } from '../audit/item.ts';
import { commit } from '../commit.ts';
import type { Context } from '../context.ts';
import { readItems } from '../items.ts';
import { readable } from '../schema-version.ts';
import { type Key, partition, type WriteItem } from '../table.ts';
import { type OpenIncidents, openIncidentsWrite, readOpenIncidents, withIncident } from './open-incidents.ts';

/** Index partitions of incidents. */
export const INDEX = {
  open: (context: Context) => partition(context, 'INCIDENTS#open'),
  /** @param month such as `2026-11` */
  month: (context: Context, month: string) => partition(context, 'INCIDENTS', month),
  like: (context: Context, fingerprint: string) => partition(context, 'INCIDENTS#like', fingerprint),
};

export function resourceOf(id: string): string {
  return `incident/${id}`;
}

export function keyOf(context: Context, id: string, sk: string): Key {
  return { ...itemKeyOf(context, resourceOf(id)), sk };
}

/**
 * Reads an incident, consistently.
 * @throws NotFound
 */
export async function readIncident(context: Context, id: string): Promise<StoredIncident> {
  const [found] = await readIncidents(context, [id]);
  if (!found) throw new NotFound(`There is no incident '${id}'.`);
  return found;
}

/** Incidents in the order of their ids, read consistently; what is not there is left out. */
export async function readIncidents(context: Context, ids: readonly string[]): Promise<StoredIncident[]> {
  const items = await readItems(
    context,
    ids.map((id) => keyOf(context, id, 'META')),
  );
  const found = new Map(items.map(stored).map((record) => [record.id, record]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

function stored(item: Record<string, unknown>): StoredIncident {
  const { record, head } = readable(item);
  return { ...(record as IncidentRecord), head: head as Head };
}

export interface SavingIncident {
  /** One sentence for the audit. */
  readonly words: string;
  readonly more?: readonly WriteItem[];
  readonly answer?: unknown;
  /** The environment's open incidents, as they were read with what was decided on; read now when missing. */
  readonly list?: OpenIncidents;
}

export interface SavedIncident {
  readonly record: StoredIncident;
  /** The environment's open incidents as they are now, where they were given. */
  readonly list?: OpenIncidents;
}

/**
 * Writes an incident with its audit record, conditional on the head that `before` was read with. Where it begins or
 * ends, the list of open incidents changes in the same transaction. Takes up to `WRITES_OF_ITS_OWN` writes besides
 * those given.
 * @throws RecordChanged when somebody else wrote first
 */
export async function saveIncident(
  context: Context,
  before: StoredIncident | undefined,
  after: IncidentRecord,
  saving: SavingIncident,
): Promise<SavedIncident> {
  const { head: _head, ...record } = after as StoredIncident;
  const listed = await listedAnew(context, before, record, saving.list);
  const more = [
    ...(saving.more ?? []),
    ...(listed ? [listed.write] : []),
    ...(before ? [] : [listing(context, record)]),
    ...overflow(context, before, record),
    ...(record.state.name === 'RESOLVED' ? [likeness(context, record)] : []),
  ];
  const { words, answer } = saving;
  const item = { ...openIndex(context, record), record };
  const head = await commit(context, {
    resource: resourceOf(record.id),
    head: before?.head,
    item,
    words,
    answer,
    more,
  });
  const list = listed?.written ?? saving.list;
  return { record: { ...record, head }, ...(list && { list }) };
}

/** The record, its audit, the list, the listing or the likeness, the overflow, an idempotency record. */
export const WRITES_OF_ITS_OWN = 6;

async function listedAnew(
  context: Context,
  before: IncidentRecord | undefined,
  record: IncidentRecord,
  given: OpenIncidents | undefined,
) {
  const wasOpen = before !== undefined && before.state.name !== 'RESOLVED';
  if (wasOpen === (record.state.name !== 'RESOLVED')) return undefined;
  const list = given ?? (await readOpenIncidents(context, record.environment));
  return openIncidentsWrite(context, withIncident(list, record, context.clock.now()));
}

function openIndex(context: Context, { id, state, createdAt }: IncidentRecord) {
  return state.name === 'RESOLVED' ? {} : { gsi1pk: INDEX.open(context), gsi1sk: `${createdAt}#${id}` };
}

function listing(context: Context, { id, createdAt }: IncidentRecord): WriteItem {
  const index = { gsi1pk: INDEX.month(context, createdAt.slice(0, 7)), gsi1sk: `${createdAt}#${id}` };
  return put(context, { ...keyOf(context, id, 'LISTING'), ...index });
}

function likeness(context: Context, { id, createdAt, fingerprint }: IncidentRecord): WriteItem {
  const index = { gsi1pk: INDEX.like(context, fingerprint), gsi1sk: `${createdAt}#${id}` };
  return put(context, { ...keyOf(context, id, 'LIKE'), ...index });
}

/** Lines that are no longer in the record are kept in an item of their own, one a transaction. */
function overflow(
  context: Context,
  before: StoredIncident | undefined,
  { id, timeline }: IncidentRecord,
): WriteItem[] {
  const kept = new Set(timeline);
  const lines: readonly IncidentLine[] = (before?.timeline ?? []).filter((line) => !kept.has(line));
  const [first] = lines;
  if (!before || !first) return [];
  const sk = `LINE#${first.at}#${String(before.head.sequence).padStart(8, '0')}`;
  return [put(context, { ...keyOf(context, id, sk), lines })];
}

function put({ environment }: Context, Item: Record<string, unknown>): WriteItem {
  return { Put: { TableName: environment.table, Item } };
}
