import { Conflict } from '../core/errors.ts';

/**
 * The forms of records that this release reads. A new form is first readable and, one release later, written: while a
 * release is deployed, and for as long as an execution of the one before lasts, both read and write the same records.
 */
export const READABLE_VERSIONS: readonly number[] = [1];

/** The form in which this release writes records; the release before reads it too. */
export const WRITTEN_VERSION = 1;

/** The form of records that do not say it. */
const FIRST_VERSION = 1;

type Item = Readonly<Record<string, unknown>>;

/**
 * An item of the table, provided that this release knows the form it is written in; what another release wrote may
 * mean something else, and a write of ours would lose it.
 * @throws Conflict that names the record
 */
export function readable<Kept extends Item>(item: Kept): Kept {
  const version = Number(item['schemaVersion'] ?? FIRST_VERSION);
  if (READABLE_VERSIONS.includes(version)) return item;
  const resource = resourceIn(item);
  throw new Conflict(whyNot(resource, version), { conflictsWith: resource });
}

function whyNot(resource: string, version: number): string {
  const [oldest, newest] = [Math.min(...READABLE_VERSIONS), Math.max(...READABLE_VERSIONS)];
  return version < oldest
    ? `An older release wrote ${resource} (schema ${version}); this one reads schemas from ${oldest} on. Deploy the releases in between first.`
    : `A newer release wrote ${resource} (schema ${version}); this one reads schemas up to ${newest}. Deploy the newer release again.`;
}

/** A record's name in the audit by its key, which is the one thing that no release changes. */
function resourceIn(item: Item): string {
  const [, , noun = '', ...names] = String(item['pk']).split('#');
  return [noun.toLowerCase(), ...names].join('/');
}
