import { Conflict } from '../core/errors.ts';

/** The form in which this release writes records. It reads this form and the one before it. */
export const SCHEMA_VERSION = 1;

type Item = Readonly<Record<string, unknown>>;

/**
 * An item of the table, provided that this release knows the form it is written in; what a newer release wrote may
 * mean something else, and a write of ours would lose it.
 * @throws Conflict that names the record
 */
export function readable<Kept extends Item>(item: Kept): Kept {
  const version = Number(item['schemaVersion'] ?? SCHEMA_VERSION);
  if (version <= SCHEMA_VERSION) return item;
  const resource = resourceIn(item);
  const words = `A newer release wrote ${resource} (schema ${version}); this one reads schemas up to ${SCHEMA_VERSION}.`;
  throw new Conflict(`${words} Deploy the newer release again.`, { conflictsWith: resource });
}

/** A record's name in the audit by its key, which is the one thing that no release changes. */
function resourceIn(item: Item): string {
  const [, , noun = '', ...names] = String(item['pk']).split('#');
  return [noun.toLowerCase(), ...names].join('/');
}
