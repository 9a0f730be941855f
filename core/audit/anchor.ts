import type { Head } from './chain.ts';

/** Where some chains ended at a moment, and what proves that no earlier anchor was exchanged. */
export interface Anchor {
  readonly schemaVersion: 1;
  /** ISO 8601. */
  readonly at: string;
  readonly previous?: { readonly key: string; readonly sha256: string };
  /** The chains that went on since the previous anchor. */
  readonly heads: readonly (Head & { readonly resource: string })[];
  /** The object with the records themselves, one JSON a line. */
  readonly records: { readonly key: string; readonly sha256: string; readonly count: number };
}

/** An anchor as it was read, with the hash of its very bytes. */
export interface LoadedAnchor {
  readonly key: string;
  readonly sha256: string;
  readonly anchor: Anchor;
}

export interface AnchorFinding {
  readonly kind: 'removed' | 'changed';
  /** Position by age, from 1, of the anchor that says so. */
  readonly sequence: number;
  readonly words: string;
}

export const ANCHOR_PREFIX = 'anchors/';

/** Object key of the anchor made at a time (ISO 8601); keys sort by time. */
export function anchorKey(at: string): string {
  return `${ANCHOR_PREFIX}${at}.json`;
}

/** When an anchor was made, by its object key; milliseconds since the epoch. */
export function anchoredAt(key: string): number {
  return Date.parse(key.slice(ANCHOR_PREFIX.length, -'.json'.length));
}

/**
 * Checks that every anchor names its predecessor rightly.
 * @param loaded oldest first
 * @param expiredBefore milliseconds since the epoch; a predecessor from before then may be gone
 */
export function verifyAnchors(loaded: readonly LoadedAnchor[], expiredBefore = 0): AnchorFinding[] {
  const hashes = new Map(loaded.map(({ key, sha256 }) => [key, sha256]));
  return loaded.flatMap(({ key, anchor: { previous } }, index): AnchorFinding[] => {
    if (!previous) return [];
    const found = hashes.get(previous.key);
    if (found === previous.sha256) return [];
    const sequence = index + 1;
    if (found !== undefined)
      return [{ kind: 'changed', sequence, words: `${previous.key} is not what ${key} was chained to.` }];
    if (anchoredAt(previous.key) < expiredBefore) return [];
    return [
      { kind: 'removed', sequence, words: `${previous.key} is missing, yet ${key} was chained to it.` },
    ];
  });
}
