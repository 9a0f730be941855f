import { digest } from '../canonical.ts';

/** What happened, to which resource, by whom; `outcome` is DONE or the code of the error that refused it. */
export interface AuditEntry {
  /** ISO 8601. */
  readonly at: string;
  readonly resource: string;
  readonly action: string;
  readonly caller: string;
  readonly outcome: string;
  /** One sentence for people. */
  readonly words: string;
  readonly requestId: string;
  /** SHA-256 of the canonical input. */
  readonly inputHash: string;
}

/** An entry in its chain. */
export interface AuditRecord extends AuditEntry {
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
}

/** Where a chain ends; it lives on the resource's own item, so the change's condition is the chain's. */
export interface Head {
  readonly sequence: number;
  readonly hash: string;
}

/** The hash before the first record of every chain. */
export const GENESIS = '0'.repeat(64);

/** The record that follows `head` (or starts the chain). */
export function append(head: Head | undefined, entry: AuditEntry): AuditRecord {
  const previousHash = head?.hash ?? GENESIS;
  const sequence = (head?.sequence ?? 0) + 1;
  return { ...entry, sequence, previousHash, hash: hashOf({ ...entry, sequence, previousHash }) };
}

/** The hash that a record must carry: over everything it says and the hash before it. */
export function hashOf(record: Omit<AuditRecord, 'hash'>): string {
  const { at, resource, action, caller, outcome, words, requestId, inputHash, sequence, previousHash } =
    record;
  return digest([at, resource, action, caller, outcome, words, requestId, inputHash, sequence, previousHash]);
}
