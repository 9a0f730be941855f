import { describe, expect, it } from 'vitest';
import type { Ranked } from './counted.ts';
import { afterSighting, type LedgerEntry, ledgerTotals, type Sighting } from './ledger.ts';

const found = { source: 'operate', rule: 'gp2', arn: 'v', type: 'V', saving: 20, cost: 100 } as Ranked;
const seen = (more: Partial<Sighting>): Sighting => ({
  at: '2026-02-01T00:00:00.000Z',
  counted: [],
  seenTypes: new Set(['V']),
  costs: new Map(),
  ...more,
});
const open = afterSighting([], seen({ counted: [found] }));
const state = (entries: readonly LedgerEntry[]) => entries.map((one) => [one.state, one.realised]);

describe('a saving in the ledger', () => {
  it('is open until it is seen what became of it', () => {
    expect(state(open)).toEqual([['OPEN', undefined]]);
    expect(state(afterSighting(open, seen({ costs: new Map([['v', 80]]) })))).toEqual([['REALISED', 20]]);
    expect(state(afterSighting(open, seen({})))).toEqual([['REALISED', 100]]);
    expect(state(afterSighting(open, seen({ costs: new Map([['v', 100]]) })))).toEqual([
      ['LAPSED', undefined],
    ]);
  });

  it('is left as it is where nothing was seen', () => {
    expect(afterSighting(open, seen({ seenTypes: new Set() }))).toEqual(open);
    // It is there still, of a type whose price nobody knows.
    expect(afterSighting(open, seen({ costs: new Map([['v', null]]) }))).toEqual(open);
  });

  it('comes back with what was done to it undone', () => {
    const done = afterSighting(open, seen({ costs: new Map([['v', 80]]) }));
    expect(ledgerTotals(done)).toMatchObject({ realised: 1, estimatedSaving: 20, realisedSaving: 20 });
    const back = afterSighting(done, seen({ counted: [found] }));
    expect(state(back)).toEqual([['RETURNED', undefined]]);
    expect(ledgerTotals(back)).toMatchObject({ open: 1, openSaving: 20, realised: 0, realisedSaving: 0 });
  });

  it('is ours alone: what others advise they measure themselves', () => {
    expect(afterSighting([], seen({ counted: [{ ...found, source: 'compute-optimizer' }] }))).toEqual([]);
  });
});
