import { type AuditRecord, GENESIS, hashOf } from '../../../core/audit/chain.ts';
import { keptMonths } from './months.ts';
import { type Operations, pages } from './operations.ts';

/** Every audit record that is kept, and what was found when they were checked. */
export interface AuditExport {
  /** One JSON a line, by resource and sequence. */
  readonly text: string;
  readonly records: number;
  readonly chains: number;
  /** Newest anchor, ISO 8601; what it covers lies under the bucket's lock. */
  readonly anchoredUpTo?: string;
  /** What is wrong with them, a sentence each. */
  readonly problems: readonly string[];
}

/**
 * Reads all records through the API and checks them twice: the installation checks them against its anchors, and the
 * copy is checked by itself, since it is what will be left.
 */
export async function exportAudit(operations: Operations, now: number): Promise<AuditExport> {
  const all: AuditRecord[] = [];
  const problems: string[] = [];
  let anchoredUpTo: string | undefined;
  for (const month of keptMonths(now)) {
    const records = await pages(
      (more) => operations.list_audit({ month, limit: 100, ...more }),
      (page) => page.records,
    );
    all.push(...records);
    const verified = await operations.verify_audit({ month });
    anchoredUpTo = verified.anchoredUpTo ?? anchoredUpTo;
    problems.push(...verified.findings.map(({ resource, words }) => `${resource}: ${words}`));
    if (verified.state === 'NO_DATA' && records.length > 0)
      problems.push(`${month}: its ${records.length} records could not be verified.`);
  }
  const chains = chainsOf(all);
  const ordered = [...chains.values()].flat();
  return {
    text: ordered.map((record) => `${JSON.stringify(record)}\n`).join(''),
    records: ordered.length,
    chains: chains.size,
    ...(anchoredUpTo !== undefined && { anchoredUpTo }),
    problems: [
      ...new Set([...problems, ...[...chains].flatMap(([name, chain]) => chainProblems(name, chain))]),
    ],
  };
}

function chainsOf(records: readonly AuditRecord[]): ReadonlyMap<string, readonly AuditRecord[]> {
  const chains = new Map<string, AuditRecord[]>();
  for (const record of records) chains.set(record.resource, [...(chains.get(record.resource) ?? []), record]);
  const sorted = [...chains].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([name, chain]) => [name, chain.toSorted((a, b) => a.sequence - b.sequence)]));
}

/** A chain may begin late, where its first records have expired; from there on it has to hold. */
function chainProblems(resource: string, chain: readonly AuditRecord[]): string[] {
  return chain.flatMap((record, index): string[] => {
    const before = chain[index - 1];
    const at = `${resource} ${record.sequence}`;
    if (hashOf(record) !== record.hash)
      return [`${at}: the copy does not have the hash it was written with.`];
    if (before && record.sequence !== before.sequence + 1)
      return [`${at}: the record before it is not in the copy.`];
    const previous = before?.hash ?? (record.sequence === 1 ? GENESIS : record.previousHash);
    return previous === record.previousHash ? [] : [`${at}: it does not follow the record before it.`];
  });
}
