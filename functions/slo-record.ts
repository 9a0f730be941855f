import type { Head } from '../core/audit/chain.ts';
import type { Exclusion, Objective } from '../core/slo/objective.ts';
import { itemKeyOf } from './audit/item.ts';
import type { Context } from './context.ts';
import { readItem } from './items.ts';
import { readable } from './schema-version.ts';

/** An objective as it is kept. */
export interface SloRecord {
  readonly objective: Objective;
  /** Counts from 1. */
  readonly version: number;
  readonly exclusions: readonly Exclusion[];
  /** It is no longer tracked; what was told of it is taken back at the next evaluation. */
  readonly removed?: true;
}

/** A record with the head of its audit chain, as it was read. */
export type StoredSlo = SloRecord & { readonly head: Head };

type Named = Pick<Objective, 'environment' | 'name'>;

/** The objective's name in the audit. */
export function resourceOf({ environment, name }: Named): string {
  return `slo/${environment}/${name}`;
}

/** The partition of an objective's items. */
export function partitionOf(context: Context, named: Named): string {
  return itemKeyOf(context, resourceOf(named)).pk;
}

/** Reads an objective, consistently; undefined when there is none. */
export async function findSlo(context: Context, named: Named): Promise<StoredSlo | undefined> {
  const item = await readItem(context, itemKeyOf(context, resourceOf(named)));
  return item && stored(item);
}

/** A record of an item. */
export function stored(item: Readonly<Record<string, unknown>>): StoredSlo {
  const { record, head } = readable(item);
  return { ...(record as SloRecord), head: head as Head };
}
