import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditEntry, append, GENESIS, hashOf } from './chain.ts';

const ENTRY: AuditEntry = {
  at: '2026-03-01T10:00:00.000Z',
  resource: 'deployment/dep-1',
  action: 'deploy_application',
  caller: 'arn:aws:iam::000000000000:role/ci',
  outcome: 'DONE',
  words: 'Began.',
  requestId: 'request-1',
  inputHash: 'f'.repeat(64),
};

describe('append', () => {
  it('begins a chain after the hash of nothing', () => {
    expect(GENESIS).toMatch(/^0{64}$/);
    const first = append(undefined, ENTRY);
    expect(first).toEqual({ ...ENTRY, sequence: 1, previousHash: GENESIS, hash: hashOf(first) });
  });

  it('goes on from the head it is given', () => {
    const head = { sequence: 7, hash: 'a'.repeat(64) };
    expect(append(head, ENTRY)).toMatchObject({ sequence: 8, previousHash: head.hash });
  });

  it('takes nothing of an entry away and adds no more than its place', () => {
    const { hash: _hash, ...rest } = append(undefined, ENTRY);
    expect(rest).toEqual({ ...ENTRY, sequence: 1, previousHash: GENESIS });
  });
});

describe('hashOf', () => {
  it('does not change over time: records of years are checked by it', () => {
    expect(append(undefined, ENTRY).hash).toBe(
      '6fe21c544b615cccabdaebe97e52c48a656f62e29e3cda4641513bc9ba7f0f20',
    );
  });

  it('covers every member, also where two of them exchange their values', () => {
    const record = append(undefined, ENTRY);
    const texts = [
      'at',
      'resource',
      'action',
      'caller',
      'outcome',
      'words',
      'requestId',
      'inputHash',
    ] as const;
    const member = fc.constantFrom(...texts, 'previousHash' as const);
    fc.assert(
      fc.property(member, member, fc.string(), (one, other, text) => {
        fc.pre(text !== record[one]);
        expect(hashOf({ ...record, [one]: text })).not.toBe(record.hash);
        if (record[one] !== record[other])
          expect(hashOf({ ...record, [one]: record[other], [other]: record[one] })).not.toBe(record.hash);
      }),
    );
    expect(hashOf({ ...record, sequence: 2 })).not.toBe(record.hash);
  });
});
