import { InvalidInput } from '../core/errors.ts';

/** A page of records as a store reads it. */
export interface RecordPage<T> {
  readonly records: readonly T[];
  /** Sort key after which the next page begins. */
  readonly after?: string;
}

/** What a caller wants listed. */
export interface Wanted<T> {
  readonly limit: number;
  readonly nextToken?: string | undefined;
  /** Begin of the records' ids, such as `dep`; a token that points elsewhere is refused. */
  readonly prefix: string;
  readonly read: (limit: number, after: string | undefined) => Promise<RecordPage<T>>;
  readonly filter: (record: T) => boolean;
}

export interface Listed<T> {
  readonly found: readonly T[];
  readonly nextToken?: string;
}

/** Index pages that one call reads at most while a filter leaves nothing over. */
const PAGES = 10;

/**
 * Up to `limit` records that pass the filter, in the order in which they are read.
 * @throws InvalidInput for a token that is not one of this list
 */
export async function listRecords<T>(wanted: Wanted<T>): Promise<Listed<T>> {
  const { limit, nextToken, prefix, read, filter } = wanted;
  const found: T[] = [];
  let after = nextToken === undefined ? undefined : positionOf(nextToken, prefix);
  for (let page = 0; page < PAGES; page++) {
    const next = await read(limit - found.length, after);
    found.push(...next.records.filter(filter));
    after = next.after;
    if (after === undefined || found.length >= limit) break;
  }
  return { found, ...(after !== undefined && { nextToken: Buffer.from(after).toString('base64url') }) };
}

function positionOf(nextToken: string, prefix: string): string {
  const text = Buffer.from(nextToken, 'base64url').toString('utf8');
  if (new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z#${prefix}-[0-9a-z]+$`).test(text)) return text;
  throw wrongField('nextToken', 'is not a token of this list', 'the nextToken of the page before');
}

/** A refusal of one field. */
export function wrongField(field: string, problem: string, allowed: string): InvalidInput {
  return new InvalidInput(`${field} ${problem}.`, { violations: [{ field, problem, allowed }] });
}
