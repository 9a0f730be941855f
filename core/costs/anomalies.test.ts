import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anomaliesIn, driversOf } from './anomalies.ts';
import { addDays, type BillRow } from './bill.ts';

const TODAY = '2026-03-11';
const KNOWN = addDays(TODAY, -98);
const row = (day: string, amount: number, service = 'Lambda'): BillRow => ({
  day,
  service,
  charge: 'usage',
  amount,
  amortised: amount,
});
/** Costs by how many days ago they were. */
const bill = (amount: (ago: number) => number, service?: string) =>
  Array.from({ length: 98 }, (_, index) => row(addDays(TODAY, -98 + index), amount(98 - index), service));

describe('an anomaly', () => {
  it('is two odd days, or one at three times what is usual', () => {
    const found = (amount: (ago: number) => number) => anomaliesIn(bill(amount), TODAY, KNOWN).anomalies;
    expect(found(() => 100)).toEqual([]);
    expect(found((ago) => (ago === 2 ? 150 : 100))).toEqual([]);
    expect(found((ago) => (ago <= 2 ? 150 : 100))).toMatchObject([{ excess: 100 }]);
    expect(found((ago) => (ago === 2 ? 301 : 100))).toMatchObject([{ excess: 201, days: [{ amount: 301 }] }]);
    // A week of it makes it no more usual: the weeks before are what is compared with.
    expect(found((ago) => (ago <= 7 ? 150 : 100))[0]?.days).toHaveLength(7);
  });

  it('is neither a weekly rhythm, nor cents, nor within what days differ by anyway', () => {
    const weekly = bill((ago) => (ago % 7 < 2 ? 300 : 20));
    expect(anomaliesIn(weekly, TODAY, KNOWN).anomalies).toEqual([]);
    const tiny = bill((ago) => (ago <= 3 ? 0.9 : 0.01));
    expect(anomaliesIn(tiny, TODAY, KNOWN).anomalies).toEqual([]);
    const noisy = bill((ago) => 100 + 60 * Math.sin(ago * ago));
    expect(anomaliesIn(noisy, TODAY, KNOWN).anomalies).toEqual([]);
  });

  it('is said of nothing while too little is known', () => {
    const rows = bill((ago) => (ago <= 3 ? 900 : 1));
    expect(anomaliesIn(rows, TODAY, addDays(TODAY, -20))).toEqual({ anomalies: [], unknown: ['Lambda'] });
  });

  it('is none where every day costs the same, whatever it costs', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (amount) => {
        expect(
          anomaliesIn(
            bill(() => amount),
            TODAY,
            KNOWN,
          ).anomalies,
        ).toEqual([]);
      }),
    );
  });

  it('comes with what drives it', () => {
    const [anomaly] = anomaliesIn(
      bill((ago) => (ago <= 2 ? 500 : 100)),
      TODAY,
      KNOWN,
    ).anomalies;
    const rows = [
      ...bill((ago) => (ago <= 2 ? 430 : 30), 'DataTransfer'),
      ...bill(() => 70, 'Requests'),
    ].filter(({ day }) => day >= addDays(TODAY, -30));
    expect(anomaly && driversOf(anomaly, rows)).toEqual([{ usageType: 'DataTransfer', excess: 800 }]);
  });
});
