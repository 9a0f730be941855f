import { type AuditRecord, GENESIS, type Head, hashOf } from './chain.ts';

/** A record together with the place it was found in: the number in its sort key. */
export interface StoredRecord {
  readonly position: number;
  readonly record: AuditRecord;
}

/** A chain's head as an anchor holds it, out of reach of whoever may write the table. */
export interface AnchoredHead extends Head {
  /** Milliseconds since the epoch; every record that it covers is older. */
  readonly anchoredAt: number;
}

export type FindingKind = 'changed' | 'removed' | 'reordered' | 'truncated' | 'recomputed' | 'head';

export interface Finding {
  readonly kind: FindingKind;
  readonly sequence: number;
  readonly words: string;
}

export interface ChainReport {
  readonly findings: readonly Finding[];
  readonly checked: number;
  /** Position of the last record; 0 when there is none. */
  readonly last: number;
  /** Highest sequence that an anchor vouches for; 0 when none does. */
  readonly anchoredUpTo: number;
  /** Records after it, which only the chain itself vouches for. */
  readonly unanchored: number;
}

/**
 * Checks one chain: every record against its own hash, its place and its neighbours, the end against the head,
 * and all of it against the anchors. What was recomputed up to the head shows against an anchor only.
 * @param records as stored, by rising position
 * @param expiredBefore milliseconds since the epoch; records that an anchor from before then covers may be gone
 */
export function verifyChain(
  records: readonly StoredRecord[],
  head: Head | undefined,
  anchors: readonly AnchoredHead[],
  expiredBefore = 0,
): ChainReport {
  const expired = maximum(anchors.filter(({ anchoredAt }) => anchoredAt < expiredBefore));
  const found = new Map<string, Finding>();
  // One record is reported once: what follows from a break is not a second break.
  const add = (finding: Finding) => {
    const key = finding.kind === 'truncated' ? 'end' : String(finding.sequence);
    if (!found.has(key)) found.set(key, finding);
  };
  for (const finding of contents(records)) add(finding);
  for (const finding of gaps(records, expired)) add(finding);
  for (const finding of links(records, found)) add(finding);
  for (const finding of ending(records, head, expired)) add(finding);
  for (const finding of againstAnchors(records, anchors, expired)) add(finding);
  const anchoredUpTo = maximum(anchors);
  return {
    findings: [...found.values()].sort((a, b) => a.sequence - b.sequence),
    checked: records.length,
    last: records.at(-1)?.position ?? 0,
    anchoredUpTo,
    unanchored: records.filter(({ position }) => position > anchoredUpTo).length,
  };
}

function maximum(heads: readonly Head[]): number {
  return heads.reduce((highest, { sequence }) => Math.max(highest, sequence), 0);
}

function* contents(records: readonly StoredRecord[]): Iterable<Finding> {
  for (const { position, record } of records) {
    if (hashOf(record) !== record.hash)
      yield {
        kind: 'changed',
        sequence: position,
        words: `Record ${position} does not have the content its hash was made of.`,
      };
    else if (record.sequence !== position)
      yield {
        kind: 'reordered',
        sequence: position,
        words: `Record ${record.sequence} stands in the place of record ${position}.`,
      };
  }
}

/** Expired records are swept in no order, so what an anchor from then covers may be missing anywhere. */
function* gaps(records: readonly StoredRecord[], expired: number): Iterable<Finding> {
  let next = 1;
  for (const { position } of records) {
    const from = Math.max(next, expired + 1);
    if (position > from) yield removed(from, position - 1);
    next = position + 1;
  }
}

function removed(from: number, to: number): Finding {
  const which = from === to ? `Record ${from} is` : `Records ${from} to ${to} are`;
  return { kind: 'removed', sequence: from, words: `${which} missing.` };
}

/** A record that carries another hash of its predecessor proves that the predecessor was replaced since. */
function* links(records: readonly StoredRecord[], broken: ReadonlyMap<string, Finding>): Iterable<Finding> {
  const hashes = new Map(records.map(({ position, record }) => [position, record.hash]));
  for (const { position, record } of records) {
    const before = position === 1 ? GENESIS : hashes.get(position - 1);
    if (before === undefined || before === record.previousHash || broken.has(String(position))) continue;
    yield recomputed(Math.max(1, position - 1), `record ${position} was chained to another one`);
  }
}

function recomputed(sequence: number, proof: string): Finding {
  return {
    kind: 'recomputed',
    sequence,
    words: `Record ${sequence} was replaced and its hash computed anew: ${proof}.`,
  };
}

function* ending(
  records: readonly StoredRecord[],
  head: Head | undefined,
  expired: number,
): Iterable<Finding> {
  const last = records.at(-1);
  const end = last?.position ?? 0;
  if (!head) {
    if (last) yield { kind: 'head', sequence: end, words: 'The head of the chain is missing.' };
  } else if (head.sequence > end) {
    if (head.sequence > expired) yield truncated(end + 1, `the head says ${head.sequence}`);
  } else if (head.sequence < end) {
    const words = `The head says ${head.sequence}, yet the chain goes on to ${end}.`;
    yield { kind: 'head', sequence: end, words };
  } else if (head.hash !== last?.record.hash) yield recomputed(end, 'the head holds another hash');
}

function truncated(sequence: number, proof: string): Finding {
  return {
    kind: 'truncated',
    sequence,
    words: `The chain was cut: it ends before record ${sequence}, yet ${proof}.`,
  };
}

function* againstAnchors(
  records: readonly StoredRecord[],
  anchors: readonly AnchoredHead[],
  expired: number,
): Iterable<Finding> {
  const hashes = new Map(records.map(({ position, record }) => [position, record.hash]));
  const end = records.at(-1)?.position ?? 0;
  for (const { sequence, hash, anchoredAt } of anchors) {
    const proof = `the anchor of ${new Date(anchoredAt).toISOString()} holds`;
    if (sequence > end && sequence > expired) yield truncated(end + 1, `${proof} record ${sequence}`);
    const stored = hashes.get(sequence);
    if (stored !== undefined && stored !== hash) yield recomputed(sequence, `${proof} another hash`);
  }
}
