import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Anchor, anchoredAt, anchorKey, type LoadedAnchor, verifyAnchors } from './anchor.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-03-01T00:00:00.000Z');

/** Anchors of successive days, each naming the one before it. */
function anchors(count: number): LoadedAnchor[] {
  const made: LoadedAnchor[] = [];
  for (let day = 0; day < count; day += 1) {
    const before = made.at(-1);
    const at = new Date(START + day * DAY).toISOString();
    const anchor: Anchor = {
      schemaVersion: 1,
      at,
      ...(before && { previous: { key: before.key, sha256: before.sha256 } }),
      heads: [],
      records: { key: `records/${day}`, sha256: 'r', count: 0 },
    };
    made.push({ key: anchorKey(at), sha256: `hash-${day}`, anchor });
  }
  return made;
}

const told = (loaded: readonly LoadedAnchor[], expiredBefore?: number) =>
  verifyAnchors(loaded, expiredBefore).map(({ kind, sequence }) => `${kind} ${sequence}`);

describe('the key of an anchor', () => {
  it('is where it has always been', () => {
    expect(anchorKey('2026-03-01T00:00:00.000Z')).toBe('anchors/2026-03-01T00:00:00.000Z.json');
  });

  it('tells when the anchor was made, and sorts by it', () => {
    const instants = fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, instants, (one, other) => {
        const [a, b] = [anchorKey(one.toISOString()), anchorKey(other.toISOString())];
        expect(anchoredAt(a)).toBe(one.getTime());
        expect(a < b).toBe(one.getTime() < other.getTime());
      }),
    );
  });
});

describe('verifyAnchors', () => {
  const four = anchors(4);
  const second = START + DAY;

  it('finds nothing in anchors that name each other', () => {
    expect(verifyAnchors(four)).toEqual([]);
    expect(verifyAnchors([])).toEqual([]);
  });

  it('finds an anchor that was exchanged', () => {
    const exchanged = four.map((loaded, index) => (index === 1 ? { ...loaded, sha256: 'other' } : loaded));
    expect(verifyAnchors(exchanged)).toEqual([
      {
        kind: 'changed',
        sequence: 3,
        words: `${four[1]?.key} is not what ${four[2]?.key} was chained to.`,
      },
    ]);
  });

  it('finds an anchor that was taken away, by its position in what is left', () => {
    expect(verifyAnchors(four.toSpliced(1, 1))).toEqual([
      {
        kind: 'removed',
        sequence: 2,
        words: `${four[1]?.key} is missing, yet ${four[2]?.key} was chained to it.`,
      },
    ]);
    expect(told([...four.slice(2)])).toEqual(['removed 1']);
  });

  it('excuses a predecessor only once it has expired', () => {
    const left = four.slice(2);
    expect(told(left, second)).toEqual(['removed 1']);
    expect(told(left, second + 1)).toEqual([]);
  });

  it('excuses no exchange, however old', () => {
    const exchanged = four.map((loaded, index) => (index === 0 ? { ...loaded, sha256: 'other' } : loaded));
    expect(told(exchanged, START + 100 * DAY)).toEqual(['changed 2']);
  });

  it('finds whatever single anchor but the newest is taken away or exchanged', () => {
    const cases = fc.tuple(fc.integer({ min: 2, max: 12 }), fc.nat(), fc.boolean());
    fc.assert(
      fc.property(cases, ([count, pick, remove]) => {
        const loaded = anchors(count);
        const at = pick % (count - 1);
        const found = remove
          ? told(loaded.toSpliced(at, 1))
          : told(loaded.map((one, index) => (index === at ? { ...one, sha256: 'other' } : one)));
        expect(found).toEqual([remove ? `removed ${at + 1}` : `changed ${at + 2}`]);
      }),
    );
  });
});
