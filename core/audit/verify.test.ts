import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditEntry, type AuditRecord, append, GENESIS, type Head, hashOf } from './chain.ts';
import { type AnchoredHead, type StoredRecord, verifyChain } from './verify.ts';

const NOON = Date.parse('2026-03-01T12:00:00.000Z');

function entry(words: string): AuditEntry {
  return {
    at: '2026-03-01T10:00:00.000Z',
    resource: 'deployment/dep-1',
    action: 'deploy_application',
    caller: 'arn:aws:iam::000000000000:role/ci',
    outcome: 'DONE',
    words,
    requestId: `request-${words}`,
    inputHash: 'f'.repeat(64),
  };
}

function chain(...words: readonly string[]): StoredRecord[] {
  const records: AuditRecord[] = [];
  for (const text of words) records.push(append(records.at(-1), entry(text)));
  return records.map((record) => ({ position: record.sequence, record }));
}

function headOf(records: readonly StoredRecord[]): Head | undefined {
  const last = records.at(-1)?.record;
  return last && { sequence: last.sequence, hash: last.hash };
}

function anchor(records: readonly StoredRecord[], sequence: number, anchoredAt = NOON): AnchoredHead {
  const record = records.find(({ position }) => position === sequence)?.record;
  if (!record) throw new Error(`No record ${sequence}.`);
  return { sequence, hash: record.hash, anchoredAt };
}

/** All records from `from` on with hashes computed anew, as somebody with the code would do it. */
function recompute(records: readonly StoredRecord[], from: number): StoredRecord[] {
  let previousHash = GENESIS;
  return records.map(({ position, record }) => {
    const next = position < from ? record : { ...record, previousHash };
    const hash = position < from ? record.hash : hashOf(next);
    previousHash = hash;
    return { position, record: { ...next, hash } };
  });
}

const kinds = (report: ReturnType<typeof verifyChain>) =>
  report.findings.map(({ kind, sequence }) => `${kind} ${sequence}`);

describe('verifyChain', () => {
  const records = chain('a', 'b', 'c', 'd', 'e');
  const head = headOf(records);
  const edit = (position: number, change: Partial<AuditRecord>) =>
    records.map((stored) =>
      stored.position === position ? { position, record: { ...stored.record, ...change } } : stored,
    );
  const swapped = records.map(({ position, record }) => ({
    position,
    record: (position === 2 ? records[3] : position === 4 ? records[1] : undefined)?.record ?? record,
  }));
  const rehashed = edit(3, { words: 'harmless' }).map((stored) =>
    stored.position === 3 ? { ...stored, record: { ...stored.record, hash: hashOf(stored.record) } } : stored,
  );
  const forged = recompute(edit(2, { words: 'harmless' }), 2);

  it.each([
    ['an untouched chain', records, head, [anchor(records, 4)], []],
    ['a chain that nobody anchored yet', records, head, [], []],
    ['no chain at all', [], undefined, [], []],
    ['a changed sentence', edit(3, { words: 'harmless' }), head, [], ['changed 3']],
    ['a changed hash', edit(3, { hash: 'a'.repeat(64) }), head, [], ['changed 3']],
    ['a changed sequence', edit(3, { sequence: 9 }), head, [], ['changed 3']],
    ['a changed last record', edit(5, { outcome: 'Refused' }), head, [], ['changed 5']],
    ['a removed first record', records.slice(1), head, [], ['removed 1']],
    ['removed middle records', [...records.slice(0, 1), ...records.slice(3)], head, [], ['removed 2']],
    ['a removed last record', records.slice(0, 4), head, [], ['truncated 5']],
    ['swapped records', swapped, head, [], ['reordered 2', 'reordered 4']],
    ['a record with a new hash', rehashed, head, [], ['recomputed 3']],
    ['a chain recomputed without its head', forged, head, [], ['recomputed 5']],
    ['a missing head', records, undefined, [], ['head 5']],
    ['a head set back', records, headOf(records.slice(0, 3)), [], ['head 5']],
    ['a removed tail with the head set back', records.slice(0, 3), headOf(records.slice(0, 3)), [], []],
    [
      'the same against an anchor',
      records.slice(0, 3),
      headOf(records.slice(0, 3)),
      [anchor(records, 5)],
      ['truncated 4'],
    ],
    ['a chain recomputed with its head', forged, headOf(forged), [], []],
    ['the same against an anchor', forged, headOf(forged), [anchor(records, 4)], ['recomputed 4']],
    ['a chain that is gone', [], undefined, [anchor(records, 4)], ['truncated 1']],
  ])('finds in %s what it should', (_name, stored, end, anchors, expected) => {
    expect(kinds(verifyChain(stored, end, anchors))).toEqual(expected);
  });

  it('counts what it checked and names what no anchor covers', () => {
    const report = verifyChain(records, head, [anchor(records, 2), anchor(records, 3)]);
    expect(report).toEqual({ findings: [], checked: 5, last: 5, anchoredUpTo: 3, unanchored: 2 });
  });

  it('excuses missing records only when an anchor proves that they have expired', () => {
    const anchors = [anchor(records, 2, NOON), anchor(records, 5, NOON + 10)];
    expect(kinds(verifyChain(records.slice(2), head, anchors, NOON + 1))).toEqual([]);
    expect(kinds(verifyChain(records.slice(3), head, anchors, NOON + 1))).toEqual(['removed 3']);
    expect(kinds(verifyChain(records.toSpliced(1, 1), head, anchors, NOON + 1))).toEqual([]);
    expect(kinds(verifyChain(records.toSpliced(1, 2), head, anchors, NOON + 1))).toEqual(['removed 3']);
    expect(kinds(verifyChain(records.slice(2), head, anchors, NOON))).toEqual(['removed 1']);
    expect(kinds(verifyChain([], head, anchors, NOON + 11))).toEqual([]);
  });
});

describe('what a report says', () => {
  const records = chain('a', 'b', 'c', 'd', 'e');
  const head = headOf(records);
  const words = (...given: Parameters<typeof verifyChain>) =>
    verifyChain(...given).findings.map((finding) => finding.words);

  it('names every record that is missing', () => {
    expect(words(records.toSpliced(1, 2), head, [])).toEqual(['Records 2 to 3 are missing.']);
    expect(words(records.toSpliced(1, 1), head, [])).toEqual(['Record 2 is missing.']);
  });

  it('names the anchor that proves it', () => {
    const proof = anchor(records, 5);
    expect(words(records.slice(0, 4), headOf(records.slice(0, 4)), [proof])).toEqual([
      'The chain was cut: it ends before record 5, yet the anchor of 2026-03-01T12:00:00.000Z holds record 5.',
    ]);
  });

  it('goes by position, whatever check found it', () => {
    const lastChanged = records.map((stored) =>
      stored.position === 5 ? { ...stored, record: { ...stored.record, words: 'harmless' } } : stored,
    );
    const both = lastChanged.toSpliced(1, 1);
    expect(kinds(verifyChain(both, head, []))).toEqual(['removed 2', 'changed 5']);
  });

  it('is about the first record too, which nothing may precede', () => {
    const grafted = append({ sequence: 0, hash: 'a'.repeat(64) }, entry('a'));
    const stored = [{ position: 1, record: grafted }];
    expect(kinds(verifyChain(stored, headOf(stored), []))).toEqual(['recomputed 1']);
  });
});

describe('any single manipulation', () => {
  const words = fc.array(fc.string(), { minLength: 2, maxLength: 12 });
  const pick = fc.nat();
  const fields = [
    'at',
    'resource',
    'action',
    'caller',
    'outcome',
    'words',
    'requestId',
    'inputHash',
    'previousHash',
    'hash',
  ] as const;
  const findings = (stored: StoredRecord[], head: Head | undefined, anchors: AnchoredHead[] = []) =>
    verifyChain(stored, head, anchors).findings.length;

  it('none is seen in an honest chain, wherever it was anchored', () => {
    fc.assert(
      fc.property(words, fc.array(pick), (texts, at) => {
        const records = chain(...texts);
        const anchors = at.map((n) => anchor(records, (n % records.length) + 1));
        expect(findings(records, headOf(records), anchors)).toBe(0);
      }),
    );
  });

  it('of a field is found without anchors', () => {
    fc.assert(
      fc.property(words, pick, fc.constantFrom(...fields), fc.string(), (texts, n, field, value) => {
        const records = chain(...texts);
        const at = (n % records.length) + 1;
        fc.pre(records[at - 1]?.record[field] !== value);
        const mutated = records.map((stored) =>
          stored.position === at ? { ...stored, record: { ...stored.record, [field]: value } } : stored,
        );
        expect(findings(mutated, headOf(records))).toBeGreaterThan(0);
      }),
    );
  });

  it('that removes a record is found without anchors', () => {
    fc.assert(
      fc.property(words, pick, (texts, n) => {
        const records = chain(...texts);
        const mutated = records.toSpliced(n % records.length, 1);
        expect(findings(mutated, headOf(records))).toBe(1);
      }),
    );
  });

  it('that swaps two records is found without anchors', () => {
    fc.assert(
      fc.property(words, pick, pick, (texts, a, b) => {
        const records = chain(...texts);
        const [i, j] = [a % records.length, b % records.length];
        fc.pre(i !== j);
        const content = (index: number) => (index === i ? j : index === j ? i : index);
        const mutated = records.map(({ position, record }, index) => ({
          position,
          record: records[content(index)]?.record ?? record,
        }));
        expect(findings(mutated, headOf(records))).toBeGreaterThan(0);
      }),
    );
  });

  it('that cuts the tail and sets the head back is found where an anchor covers it', () => {
    fc.assert(
      fc.property(words, pick, pick, (texts, n, m) => {
        const records = chain(...texts);
        const kept = n % records.length;
        const covered = kept + 1 + (m % (records.length - kept));
        const mutated = records.slice(0, kept);
        expect(findings(mutated, headOf(mutated), [anchor(records, covered)])).toBe(1);
      }),
    );
  });

  it('that recomputes the chain and its head after a change is found where an anchor covers it', () => {
    fc.assert(
      fc.property(words, pick, pick, fc.string(), (texts, n, m, value) => {
        const records = chain(...texts);
        const at = (n % records.length) + 1;
        fc.pre(records[at - 1]?.record.words !== value);
        const covered = at + (m % (records.length - at + 1));
        const changed = records.map((stored) =>
          stored.position === at ? { ...stored, record: { ...stored.record, words: value } } : stored,
        );
        const mutated = recompute(changed, at);
        expect(findings(mutated, headOf(mutated), [anchor(records, covered)])).toBe(1);
      }),
    );
  });
});
